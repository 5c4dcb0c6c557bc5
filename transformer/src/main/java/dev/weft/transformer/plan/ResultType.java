package dev.weft.transformer.plan;

import dev.weft.transformer.bytecode.Boxes;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.AsyncMethod;
import dev.weft.transformer.scan.ReturnKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;

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
      Type boxed = Boxes.boxed(Insns.precededBy(producer));
      return boxed == null ? REFERENCE : boxed;
    }
    return REFERENCE;
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
}
