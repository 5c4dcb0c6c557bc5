package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements that a break or a continue may leave from where the generator is. */
final class Jumps {
  /** A loop, a switch, or a labelled block. */
  static final class Target {
    final @Nullable String label;
    final boolean loop;
    final boolean plainBreak;
    private final int handlers;
    private boolean broken;
    private boolean continued;

    private Target(@Nullable String label, boolean loop, boolean plainBreak, int handlers) {
      this.label = label;
      this.loop = loop;
      this.plainBreak = plainBreak;
      this.handlers = handlers;
    }

    /** Whether a break leads behind it, as the compiler sees it. */
    boolean broken() {
      return broken;
    }

    /** Whether a continue leads to its condition. */
    boolean continued() {
      return continued;
    }
  }

  private final List<Target> targets = new ArrayList<>();
  private final List<Boolean> abruptFinally = new ArrayList<>();

  Target enterLoop(@Nullable String label) {
    return enter(new Target(label, true, true, abruptFinally.size()));
  }

  Target enterSwitch(@Nullable String label) {
    return enter(new Target(label, false, true, abruptFinally.size()));
  }

  Target enterBlock(String label) {
    return enter(new Target(label, false, false, abruptFinally.size()));
  }

  private Target enter(Target target) {
    targets.add(target);
    return target;
  }

  void leave() {
    targets.remove(targets.size() - 1);
  }

  /**
   * From here to {@link #leaveTry} a jump runs a finally clause, which may end in a jump of its
   * own.
   */
  void enterTry(boolean finallyIsAbrupt) {
    abruptFinally.add(finallyIsAbrupt);
  }

  void leaveTry() {
    abruptFinally.remove(abruptFinally.size() - 1);
  }

  /** Where a break may lead. */
  List<Target> breakable() {
    return targets.stream().filter(t -> t.label != null || t == innermost(false)).toList();
  }

  /** Where a continue may lead. */
  List<Target> continuable() {
    return targets.stream()
        .filter(t -> t.loop && (t.label != null || t == innermost(true)))
        .toList();
  }

  /** Whether the jump needs no label. */
  boolean isPlain(Target target, boolean toContinue) {
    return target == innermost(toContinue);
  }

  private @Nullable Target innermost(boolean toContinue) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (toContinue ? targets.get(i).loop : targets.get(i).plainBreak) {
        return targets.get(i);
      }
    }
    return null;
  }

  void jumped(Target target, boolean toContinue) {
    boolean lost = abruptFinally.subList(target.handlers, abruptFinally.size()).contains(true);
    if (!lost) {
      target.broken |= !toContinue;
      target.continued |= toContinue;
    }
  }
}
