package dev.weft.transformer.emit;

import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.WovenMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Sets reference fields of a frame to null once the running body has their values: a frame keeps nothing alive. */
final class FieldClearing {
  private FieldClearing() {}

  static void clear(InsnList code, WovenMethod woven, int frameSlot, List<? extends @Nullable FrameField> fields) {
    for (FrameField field : fields) {
      if (field != null && (field.desc().startsWith("L") || field.desc().startsWith("["))) {
        code.add(new VarInsnNode(Opcodes.ALOAD, frameSlot));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(new FieldInsnNode(Opcodes.PUTFIELD, woven.frameClass(), field.name(), field.desc()));
      }
    }
  }
}
