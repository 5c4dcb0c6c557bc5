package dev.weft.transformer.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method or lambda body to weave.
 *
 * @param owner its class, frames expanded
 * @param method its body as the compiler wrote it, or with probes
 * @param lambda whether it is the body of a lambda
 * @param counted what belongs to the probes; null where it has none
 */
public record AsyncMethod(
    ClassNode owner,
    MethodNode method,
    ReturnKind kind,
    boolean lambda,
    @Nullable Counted counted) {
  /** A method as the compiler wrote it. */
  public AsyncMethod(ClassNode owner, MethodNode method, ReturnKind kind, boolean lambda) {
    this(owner, method, kind, lambda, null);
  }

  /**
   * The same with probes in its body.
   *
   * @param probes the method by which it gets at them
   */
  public AsyncMethod withProbes(MethodNode probed, MethodNode probes) {
    return new AsyncMethod(owner, probed, kind, lambda, new Counted(method, probes));
  }

  /** Its body as the compiler wrote it, where the other one has probes; else null. */
  public @Nullable MethodNode source() {
    return counted == null ? null : counted.source();
  }

  /** Whether it has no {@code this}. */
  public boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  /** Whether its class is an interface. */
  public boolean inInterface() {
    return (owner.access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The slots of its parameters, {@code this} included. */
  public int argumentSlots() {
    return (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (isStatic() ? 1 : 0);
  }
}
