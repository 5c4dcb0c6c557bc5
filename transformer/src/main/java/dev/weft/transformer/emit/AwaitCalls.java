package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.ResultType;
import dev.weft.transformer.plan.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Emits the calls that start or await what is on top of the stack, in a body's copy. */
final class AwaitCalls {
  private final InsnList code;
  private final int executionSlot;

  AwaitCalls(InsnList code, int executionSlot) {
    this.code = code;
    this.executionSlot = executionSlot;
  }

  /** The method of a frame that starts it for a value of this type. */
  static String startName(Type natural) {
    return ResultType.isAskedFor(natural) ? "start" + ResultType.word(natural) : "start";
  }

  static String startDesc(Type natural) {
    return ResultType.isAskedFor(natural)
        ? "(" + Names.EXECUTION_DESC + ")" + natural
        : Names.FRAME_START_DESC;
  }

  /** Starts the coroutine on top of the stack, whose class nobody knows. */
  void startTop(Type natural) {
    // stack: coroutine
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, Names.AWAITS, "coroutine", Names.AWAITS_COROUTINE_DESC, false));
    loadExecution();
    // stack: frame, x
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL, Names.FRAME, startName(natural), startDesc(natural), false));
  }

  /** Awaits the awaitable or stage on top of the stack. */
  void awaitTop(boolean stage) {
    // stack: awaitable
    loadExecution();
    // stack: awaitable, x
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.AWAITS,
            Names.AWAIT,
            stage ? Names.AWAITS_STAGE_DESC : Names.AWAITS_AWAITABLE_DESC,
            false));
  }

  /** Runs the body of {@code callee} in place of the call that would make its coroutine. */
  void startDirectly(MethodInsnNode call, WovenMethod callee) {
    // stack: (this,) arguments
    loadExecution();
    code.add(new InsnNode(Opcodes.ACONST_NULL));
    // stack: (this,) arguments, x, null
    code.add(
        new MethodInsnNode(
            callee.callOpcode(),
            callee.owner(),
            callee.startName(),
            callee.startDesc(),
            callee.async().inInterface()));
    assert call.owner.equals(callee.owner());
  }

  /** Runs what {@code call} makes the coroutine of, whatever the call finds when it is linked. */
  void startLinked(MethodInsnNode call, Type natural) {
    // stack: (receiver,) arguments
    loadExecution();
    // stack: (receiver,) arguments, x
    boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
    code.add(
        new InvokeDynamicInsnNode(
            call.name,
            linkedDesc(call, natural),
            Names.LINK,
            Type.getObjectType(call.owner),
            call.desc,
            isStatic ? 1 : 0));
  }

  /** Any reference is an Object: the class need not be able to name the callee's types. */
  private static String linkedDesc(MethodInsnNode call, Type natural) {
    List<Type> arguments = new ArrayList<>();
    if (call.getOpcode() != Opcodes.INVOKESTATIC) {
      arguments.add(ResultType.REFERENCE);
    }
    for (Type argument : Type.getArgumentTypes(call.desc)) {
      arguments.add(argument.getSort() < Type.ARRAY ? argument : ResultType.REFERENCE);
    }
    arguments.add(Type.getObjectType(Names.EXECUTION));
    return Type.getMethodDescriptor(natural, arguments.toArray(new Type[0]));
  }

  /**
   * Puts {@code x} in place of the value on top of the stack while that means nothing: see Awaits.
   */
  void unlessSuspended() {
    loadExecution();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.AWAITS,
            "unlessSuspended",
            Names.AWAITS_UNLESS_SUSPENDED_DESC,
            false));
  }

  /** Refuses null where an awaitable is returned. */
  void requireReturned() {
    code.add(new InsnNode(Opcodes.DUP));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC, Names.AWAITS, "returned", Names.AWAITS_RETURNED_DESC, false));
  }

  void loadExecution() {
    code.add(new VarInsnNode(Opcodes.ALOAD, executionSlot));
  }
}
