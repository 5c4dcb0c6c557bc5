package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.SaveLayout.Saved;
import dev.weft.transformer.plan.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/**
 * The static methods of a frame class that save one layout: outlined, so that an await adds few
 * bytes to the hot body.
 *
 * <pre>
 *   static void save$0(String operand, int local, C host, C$weft$m frame, Execution x, int state) {
 *     if (frame == null) frame = new C$weft$m(host);
 *     frame.r0_0 = operand;
 *     frame.i0 = local;
 *     frame.suspend(x, state);
 *   }
 * </pre>
 */
final class SaveMethods {
  /** The name of the method that makes a frame if there is none yet. */
  static final String FRAME = "frame";

  /** A call takes 255 slots; some are for the host, the frame, the execution and the state. */
  private static final int MOST_SLOTS = 250;

  /** A method that stores some of the values into a frame that is there. */
  record Part(String name, String desc, List<Saved> values) {}

  private final WovenMethod woven;
  private final SaveLayout layout;
  private final List<Saved> locals = new ArrayList<>();
  private final List<Part> extra = new ArrayList<>();

  SaveMethods(WovenMethod woven, SaveLayout layout) {
    this.woven = woven;
    this.layout = layout;
    int slots = slots(layout.operands());
    List<Saved> rest = new ArrayList<>();
    for (Saved local : layout.locals()) {
      slots += local.value().size();
      (slots <= MOST_SLOTS ? locals : rest).add(local);
    }
    while (!rest.isEmpty()) {
      List<Saved> part = new ArrayList<>();
      for (int used = 0; !rest.isEmpty() && used + rest.get(0).value().size() <= MOST_SLOTS; ) {
        used += rest.get(0).value().size();
        part.add(rest.remove(0));
      }
      String desc = "(" + Type.getObjectType(woven.frameClass()) + types(part) + ")V";
      extra.add(new Part(name() + "$" + extra.size(), desc, part));
    }
  }

  private static int slots(List<Saved> values) {
    return values.stream().mapToInt(saved -> saved.value().size()).sum();
  }

  private static String types(List<Saved> values) {
    StringBuilder types = new StringBuilder();
    for (Saved saved : values) {
      // An operand lies on the stack even where it is the constant null; such a local is simply not
      // passed.
      if (saved.field() != null) {
        types.append(saved.field().desc());
      } else if (saved.slot() < 0) {
        types.append(Type.getObjectType(Names.OBJECT));
      }
    }
    return types.toString();
  }

  String name() {
    return "save$" + layout.number();
  }

  String desc() {
    return "("
        + types(layout.operands())
        + types(locals)
        + host()
        + Type.getObjectType(woven.frameClass())
        + Names.EXECUTION_DESC
        + "I)V";
  }

  String frameDesc() {
    Type frame = Type.getObjectType(woven.frameClass());
    return "(" + host() + frame + ")" + frame;
  }

  private String host() {
    return woven.async().isStatic() ? "" : Type.getObjectType(woven.owner()).getDescriptor();
  }

  /** The locals that the save itself takes, after the operands. */
  List<Saved> locals() {
    return locals;
  }

  /** What is stored by calls of its own, where one call does not take everything. */
  List<Part> extra() {
    return extra;
  }
}
