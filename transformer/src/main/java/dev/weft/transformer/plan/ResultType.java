package dev.weft.transformer.plan;

import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.ReturnKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * The type in which a method hands its result on: {@code int} where every {@code result(...)} is
 * fed by {@code Integer.valueOf}, void where every return is {@code done()}, else a reference.
 *
 * <pre>
 *   return result(a + b);     iadd; Integer.valueOf; Weft.result; areturn     becomes     iadd; ireturn
 * </pre>
 */
public final class ResultType {
  public static final Type REFERENCE = Type.getObjectType(Names.OBJECT);

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

  private ResultType() {}

  /** Looks at every return of the method. */
  public static Type of(AsyncMethod async) {
    if (async.kind() != ReturnKind.COROUTINE) {
      return REFERENCE;
    }
    Type common = null;
    for (AbstractInsnNode insn : async.method().instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        Type type = of(async.kind(), Insns.precededBy(insn));
        if (common != null && !common.equals(type)) {
          return REFERENCE;
        }
        common = type;
      }
    }
    return common == null ? Type.VOID_TYPE : common;
  }

  private static Type of(ReturnKind kind, @Nullable AbstractInsnNode producer) {
    if (kind.isDone(producer)) {
      return Type.VOID_TYPE;
    }
    if (producer != null && kind.isResult(producer)) {
      Type boxed = boxed(Insns.precededBy(producer));
      return boxed == null ? REFERENCE : boxed;
    }
    return REFERENCE;
  }

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

  /** In which of these a coroutine can be asked for its value without boxing it. */
  static final List<Type> ASKED_FOR = List.of(Type.INT_TYPE, Type.LONG_TYPE, Type.DOUBLE_TYPE);

  /** The name for a type in the names of the runtime's methods, such as {@code Int}. */
  public static String word(Type primitive) {
    String name = primitive.getClassName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** Whether a coroutine can be asked for a value of this type. */
  public static boolean isAskedFor(Type type) {
    return ASKED_FOR.contains(type);
  }

  /**
   * Whether two instructions in a row unbox {@code primitive}: a cast to its box, and its value
   * method.
   */
  static boolean isUnboxing(Type primitive, AbstractInsnNode cast, AbstractInsnNode value) {
    String box = boxOf(primitive);
    return cast instanceof org.objectweb.asm.tree.TypeInsnNode type
        && type.getOpcode() == Opcodes.CHECKCAST
        && type.desc.equals(box)
        && Insns.isCall(value, box, primitive.getClassName() + "Value", "()" + primitive);
  }
}
