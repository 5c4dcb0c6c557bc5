package dev.weft.transformer.emit;

import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.FrameField;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Takes the arguments of a method that has too many to pass them out of its frame. */
final class ArgumentLoading {
  private ArgumentLoading() {}

  /** At the start of a copy; nothing where the arguments are parameters. */
  static void load(BodyCopy copy, BodyPlan plan) {
    if (!copy.woven.isWide()) {
      return;
    }
    int slot = copy.firstUserSlot();
    Type[] types = copy.woven.arguments();
    List<FrameField> fields = plan.arguments();
    for (int i = 0; i < types.length; i++) {
      copy.loadFrame();
      copy.code.add(
          new FieldInsnNode(
              Opcodes.GETFIELD,
              copy.woven.frameClass(),
              fields.get(i).name(),
              fields.get(i).desc()));
      copy.code.add(new VarInsnNode(types[i].getOpcode(Opcodes.ISTORE), copy.slots.of(slot)));
      slot += types[i].getSize();
    }
    FieldClearing.clear(copy.code, copy.woven, copy.slots.frame(), fields);
  }
}
