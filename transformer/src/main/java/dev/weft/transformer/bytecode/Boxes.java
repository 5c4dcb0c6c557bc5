package dev.weft.transformer.bytecode;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** The classes that box primitive values, and the calls that do it. */
public final class Boxes {
  private static final Map<String, Type> BOXES =
      Map.of(
          "java/lang/Integer", Type.INT_TYPE,
          "java/lang/Boolean", Type.BOOLEAN_TYPE,
          "java/lang/Byte", Type.BYTE_TYPE,
          "java/lang/Character", Type.CHAR_TYPE,
          "java/lang/Short", Type.SHORT_TYPE,
          "java/lang/Long", Type.LONG_TYPE,
          "java/lang/Float", Type.FLOAT_TYPE,
          "java/lang/Double", Type.DOUBLE_TYPE);

  private Boxes() {}

  /** The primitive type that an instruction boxes by {@code valueOf}; null when it does not. */
  public static @Nullable Type boxed(@Nullable AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call && call.name.equals("valueOf")) {
      Type primitive = BOXES.get(call.owner);
      if (primitive != null && call.desc.equals("(" + primitive + ")L" + call.owner + ";")) {
        return primitive;
      }
    }
    return null;
  }

  /** The class that boxes a primitive type. */
  public static String boxOf(Type primitive) {
    for (Map.Entry<String, Type> entry : BOXES.entrySet()) {
      if (entry.getValue().equals(primitive)) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("not primitive: " + primitive);
  }

  /** Boxes the primitive on top of the stack. */
  public static MethodInsnNode box(Type primitive) {
    String box = boxOf(primitive);
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, box, "valueOf", "(" + primitive + ")L" + box + ";", false);
  }

  /**
   * Whether two instructions in a row unbox {@code primitive}: a cast to its box, and its value
   * method.
   */
  public static boolean isUnboxing(Type primitive, AbstractInsnNode cast, AbstractInsnNode value) {
    String box = boxOf(primitive);
    return cast instanceof TypeInsnNode type
        && type.getOpcode() == Opcodes.CHECKCAST
        && type.desc.equals(box)
        && Insns.isCall(value, box, primitive.getClassName() + "Value", "()" + primitive);
  }
}
