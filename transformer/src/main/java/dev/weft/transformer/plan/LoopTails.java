package dev.weft.transformer.plan;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.analyse.State;
import dev.weft.transformer.analyse.TypeFlow;
import dev.weft.transformer.analyse.Value;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives a conditional await in a loop a way of its own back to the loop's head: what follows up to
 * there is repeated.
 *
 * <pre>
 *   HEAD: ...                            HEAD: ...
 *     if (!seldom) goto NEXT               if (!seldom) goto NEXT
 *     await(x)                             await(x)
 *   NEXT: i++                              i++; goto HEAD
 *     goto HEAD                          NEXT: i++
 *                                          goto HEAD
 * </pre>
 *
 * A JIT sees two loops then, the one without the await inside of the other, and keeps the variables
 * of the inner one in registers. With one way back they may be in memory in every round, because a
 * call destroys registers.
 */
final class LoopTails {
  /** Instructions that are worth repeating. */
  private static final int LONGEST = 16;

  /** Instructions of a body that is worth it: no JIT compiles a method of more than 8,000 bytes. */
  private static final int LARGEST = 1_500;

  private final MethodNode body;
  private final TypeFlow types;
  private final ControlFlow flow;
  private final Map<LabelNode, LabelNode> sameLabels = new HashMap<>();

  /** By the instruction before it, or by the jump that it replaces. */
  private final Map<AbstractInsnNode, Tail> tails = new LinkedHashMap<>();

  /** Where control goes on behind a conditional jump that a tail ends in, by the jump. */
  private final Map<AbstractInsnNode, Exit> exits = new LinkedHashMap<>();

  /**
   * What leads back to the head.
   *
   * @param insns the last of which jumps there
   * @param exit where it goes if that is a conditional jump that is not taken
   */
  private record Tail(List<Repeated> insns, @Nullable Exit exit) {}

  /** An instruction of a tail, and the line it stands on: it may have that from one before it. */
  private record Repeated(AbstractInsnNode insn, int line) {}

  /** A new label, and the frame it needs if there is none. */
  private record Exit(LabelNode label, @Nullable FrameNode frame) {}

  private LoopTails(MethodNode body, TypeFlow types) {
    this.body = body;
    this.types = types;
    this.flow = ControlFlow.of(body);
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof LabelNode label) {
        sameLabels.put(label, label);
      }
    }
  }

  /** Rewrites the body where it has such an await; whether it was. */
  static boolean repeat(MethodNode body, TypeFlow types) {
    if (body.instructions.size() > LARGEST) {
      return false;
    }
    LoopTails loops = new LoopTails(body, types);
    for (AbstractInsnNode insn : body.instructions) {
      if (Names.isAwait(insn) && types.before(body.instructions.indexOf(insn)) != null) {
        loops.findTailBehind(insn);
      }
    }
    loops.exits.forEach(loops::insertExit);
    loops.tails.forEach(loops::insertTail);
    return !loops.tails.isEmpty();
  }

  // ---- finding
  // -----------------------------------------------------------------------------------------------------

  /** Follows the await to where another way meets its own. */
  private void findTailBehind(AbstractInsnNode await) {
    AbstractInsnNode last = await;
    for (int count = 0; count < LONGEST; count++) {
      AbstractInsnNode next = Insns.followedBy(last);
      if (next == null) {
        addTail(await, last, last.getNext());
        return;
      }
      if (next instanceof JumpInsnNode jump) {
        if (jump.getOpcode() == Opcodes.GOTO && !leadsBack(jump, await)) {
          addTail(await, jump, jump.label);
        }
        return;
      }
      if (Names.isAwait(next) || Insns.endsBlock(next.getOpcode())) {
        return;
      }
      last = next;
    }
  }

  private boolean leadsBack(JumpInsnNode jump, AbstractInsnNode await) {
    return flow.indexOf(jump.label) < body.instructions.indexOf(await);
  }

  /** Collects from {@code start} to the jump to the head; adds nothing where that does not come. */
  private void addTail(
      AbstractInsnNode await, AbstractInsnNode before, @Nullable AbstractInsnNode start) {
    List<Repeated> insns = new ArrayList<>();
    int count = 0;
    for (AbstractInsnNode at = start; at != null; at = at.getNext()) {
      if (Insns.isReal(at)) {
        if (++count > LONGEST || !mayBeRepeated(at) || !hasSameHandlers(at, before)) {
          return;
        }
        Repeated repeated = new Repeated(at, Insns.lineOf(at));
        boolean isGoto = at.getOpcode() == Opcodes.GOTO;
        if (at instanceof JumpInsnNode jump && leadsBack(jump, await)) {
          insns.add(repeated);
          if (isGoto) {
            tails.put(before, new Tail(insns, null));
          } else if (canBeTarget(jump.getNext())) {
            tails.put(before, new Tail(insns, exits.computeIfAbsent(jump, this::exitBehind)));
          }
          return;
        }
        if (isGoto) {
          at = ((JumpInsnNode) at).label;
        } else {
          insns.add(repeated);
        }
      }
    }
  }

  /** A second await, NEW or lambda would be another one than the first. */
  private static boolean mayBeRepeated(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.NEW,
          Opcodes.INVOKEDYNAMIC,
          Opcodes.MONITORENTER,
          Opcodes.MONITOREXIT,
          Opcodes.JSR ->
          false;
      case Opcodes.GOTO -> true;
      default -> !Names.isAwait(insn) && !Insns.endsBlock(insn.getOpcode());
    };
  }

  private boolean hasSameHandlers(AbstractInsnNode insn, AbstractInsnNode other) {
    return flow.covering(body.instructions.indexOf(insn))
        .equals(flow.covering(body.instructions.indexOf(other)));
  }

  private boolean canBeTarget(@Nullable AbstractInsnNode insn) {
    State state = insn == null ? null : types.before(body.instructions.indexOf(insn));
    return state != null
        && Arrays.stream(state.locals()).noneMatch(Value::isUninitialized)
        && Arrays.stream(state.stack()).noneMatch(Value::isUninitialized);
  }

  private Exit exitBehind(AbstractInsnNode jump) {
    if (Insns.followedBy(jump) == null) {
      return new Exit(new LabelNode(), null);
    }
    State state = Objects.requireNonNull(types.before(body.instructions.indexOf(jump) + 1));
    return new Exit(
        new LabelNode(),
        state.toFrame(
            creation -> {
              throw new IllegalStateException("an object without a constructor behind a loop");
            }));
  }

  // ---- rewriting
  // ---------------------------------------------------------------------------------------------------

  private void insertExit(AbstractInsnNode jump, Exit exit) {
    if (exit.frame() != null) {
      body.instructions.insert(jump, exit.frame());
    }
    body.instructions.insert(jump, exit.label());
  }

  private void insertTail(AbstractInsnNode at, Tail tail) {
    InsnList copy = new InsnList();
    LabelNode start = new LabelNode();
    copy.add(start);
    int line = Insns.lineOf(at);
    for (Repeated repeated : tail.insns()) {
      line = addLine(copy, line, repeated.line());
      copy.add(repeated.insn().clone(sameLabels));
    }
    if (tail.exit() != null) {
      copy.add(new JumpInsnNode(Opcodes.GOTO, tail.exit().label()));
    }
    if (!hasLineOfItsOwn(at.getNext())) {
      addLine(copy, line, Insns.lineOf(at));
    }
    endVariables(at, start);
    body.instructions.insert(at, copy);
    if (at.getOpcode() == Opcodes.GOTO) {
      body.instructions.remove(at);
    }
  }

  /** Adds a line to code on another one, and returns it: a line holds up to the next. */
  private static int addLine(InsnList code, int current, int line) {
    if (line != current && line != 0) {
      LabelNode label = new LabelNode();
      code.add(label);
      code.add(new LineNumberNode(line, label));
    }
    return line;
  }

  /** Whether the executed instruction at or after {@code insn} begins a line. */
  private static boolean hasLineOfItsOwn(@Nullable AbstractInsnNode insn) {
    AbstractInsnNode at = insn;
    while (at != null && !Insns.isReal(at) && !(at instanceof LineNumberNode)) {
      at = at.getNext();
    }
    return at instanceof LineNumberNode;
  }

  /** A variable whose scope ends before the tail does so before its copy, too. */
  private void endVariables(AbstractInsnNode before, LabelNode end) {
    if (body.localVariables == null) {
      return;
    }
    Set<AbstractInsnNode> between = new HashSet<>();
    for (AbstractInsnNode at = before.getNext();
        at != null && !Insns.isReal(at);
        at = at.getNext()) {
      between.add(at);
    }
    for (LocalVariableNode variable : body.localVariables) {
      if (between.contains(variable.end) && !between.contains(variable.start)) {
        variable.end = end;
      }
    }
  }
}
