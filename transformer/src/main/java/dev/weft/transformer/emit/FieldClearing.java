package dev.weft.transformer.emit;

import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.SaveLayout;
import dev.weft.transformer.plan.WovenMethod;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Sets reference fields of a frame to null once the running body has their values: a frame keeps
 * nothing alive.
 */
final class FieldClearing {
  private FieldClearing() {}

  /** Clears these fields of the frame in a slot. */
  static void clear(InsnList code, WovenMethod woven, int frameSlot, List<FrameField> fields) {
    for (FrameField field : fields) {
      if (isReference(field)) {
        code.add(new VarInsnNode(Opcodes.ALOAD, frameSlot));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(
            new FieldInsnNode(Opcodes.PUTFIELD, woven.frameClass(), field.name(), field.desc()));
      }
    }
  }

  /** Clears the fields of a layout: by a method of the frame where that is shorter. */
  static void clear(InsnList code, WovenMethod woven, int frameSlot, SaveLayout layout) {
    List<FrameField> fields = references(layout);
    if (isOutlined(layout)) {
      code.add(new VarInsnNode(Opcodes.ALOAD, frameSlot));
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL, woven.frameClass(), name(layout), "()V", false));
    } else {
      clear(code, woven, frameSlot, fields);
    }
  }

  /** Whether the frame class has a method that clears the fields of this layout. */
  static boolean isOutlined(SaveLayout layout) {
    return references(layout).size() > 1;
  }

  /** The name of that method. */
  static String name(SaveLayout layout) {
    return "clear$" + layout.number();
  }

  /** The fields of a layout that refer to objects. */
  static List<FrameField> references(SaveLayout layout) {
    return Stream.concat(layout.locals().stream(), layout.operands().stream())
        .map(SaveLayout.Saved::field)
        .filter(Objects::nonNull)
        .filter(FieldClearing::isReference)
        .toList();
  }

  private static boolean isReference(FrameField field) {
    return field.desc().startsWith("L") || field.desc().startsWith("[");
  }
}
