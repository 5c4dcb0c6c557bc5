package dev.weft.transformer.emit;

import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.plan.BodyPlan;
import dev.weft.transformer.plan.FrameField;
import dev.weft.transformer.plan.WovenMethod;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The user's method as callers see it, with annotations and all: makes the coroutine, and starts it
 * where the return type says so.
 *
 * <pre>
 *   Coroutine m(A a)            return new C$weft$m(this, a);
 *   Task m(A a)                 return Stubs.task(new C$weft$m(this, a));
 *   CompletableFuture m(A a)    return Stubs.future(new C$weft$m(this, a), new CompletableFuture());
 * </pre>
 */
final class Stub {
  private Stub() {}

  /** Writes the code, between visitCode and visitMaxs. */
  static void emit(BodyPlan plan, MethodVisitor to) {
    WovenMethod woven = plan.woven();
    List<Type> arguments = woven.isWide() ? List.of() : List.of(woven.arguments());
    to.visitTypeInsn(Opcodes.NEW, woven.frameClass());
    to.visitInsn(Opcodes.DUP);
    int slot = 0;
    if (!woven.async().isStatic()) {
      to.visitVarInsn(Opcodes.ALOAD, slot++);
    }
    for (Type argument : arguments) {
      to.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
      slot += argument.getSize();
    }
    to.visitMethodInsn(
        Opcodes.INVOKESPECIAL,
        woven.frameClass(),
        "<init>",
        FrameClass.constructorDesc(woven, arguments),
        false);
    if (woven.isWide()) {
      storeArguments(plan, to, slot);
    }
    // stack: frame
    switch (woven.async().kind()) {
      case COROUTINE -> {}
      case TASK ->
          to.visitMethodInsn(
              Opcodes.INVOKESTATIC, Names.STUBS, "task", Names.STUBS_TASK_DESC, false);
      case FUTURE -> emitFuture(woven, to);
    }
    to.visitInsn(Opcodes.ARETURN);
  }

  private static void storeArguments(BodyPlan plan, MethodVisitor to, int firstSlot) {
    int slot = firstSlot;
    Type[] arguments = plan.woven().arguments();
    for (int i = 0; i < arguments.length; i++) {
      FrameField field = plan.arguments().get(i);
      to.visitInsn(Opcodes.DUP);
      to.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slot);
      to.visitFieldInsn(Opcodes.PUTFIELD, plan.woven().frameClass(), field.name(), field.desc());
      slot += arguments[i].getSize();
    }
  }

  private static void emitFuture(WovenMethod woven, MethodVisitor to) {
    String declared = Type.getReturnType(woven.async().method().desc).getInternalName();
    boolean subclass =
        !declared.equals(Names.COMPLETION_STAGE) && !declared.equals(Names.COMPLETABLE_FUTURE);
    String made = subclass ? declared : Names.COMPLETABLE_FUTURE;
    to.visitTypeInsn(Opcodes.NEW, made);
    to.visitInsn(Opcodes.DUP);
    to.visitMethodInsn(Opcodes.INVOKESPECIAL, made, "<init>", "()V", false);
    // stack: frame, future
    to.visitMethodInsn(Opcodes.INVOKESTATIC, Names.STUBS, "future", Names.STUBS_FUTURE_DESC, false);
    if (subclass) {
      to.visitTypeInsn(Opcodes.CHECKCAST, declared);
    }
  }
}
