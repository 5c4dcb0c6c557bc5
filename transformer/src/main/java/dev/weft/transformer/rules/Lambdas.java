package dev.weft.transformer.rules;

import dev.weft.transformer.bytecode.Names;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What the instruction behind a lambda or method reference says of it. */
final class Lambdas {
  private Lambdas() {}

  /**
   * What runs when the lambda is called: its body, or the method referred to; null for other
   * instructions.
   */
  static @Nullable Handle body(InvokeDynamicInsnNode indy) {
    boolean made = indy.bsm.getOwner().equals(Names.LAMBDA_METAFACTORY) && indy.bsmArgs.length > 1;
    return made && indy.bsmArgs[1] instanceof Handle handle ? handle : null;
  }

  /** Whether the method of its interface returns nothing. */
  static boolean isVoid(InvokeDynamicInsnNode indy) {
    return indy.bsmArgs[0] instanceof Type type && type.getReturnType().equals(Type.VOID_TYPE);
  }

  /** The interface it implements: internal name. */
  static String implemented(InvokeDynamicInsnNode indy) {
    return Type.getReturnType(indy.desc).getInternalName();
  }

  /** The interface and its method, for a reader. */
  static String shown(InvokeDynamicInsnNode indy) {
    return Type.getReturnType(indy.desc).getClassName() + "." + indy.name;
  }
}
