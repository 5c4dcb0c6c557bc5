package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;

/**
 * WEFT-208: {@code null} is returned where an async body hands over its value.
 *
 * <pre>
 *   if (name.isEmpty()) return null;      aconst_null, areturn
 *
 *   "Whoever awaits it gets a NullPointerException ... Write return done() or return result(null)."
 * </pre>
 */
final class NullReturned implements Rule {
  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    if (!body.async) {
      return;
    }
    for (AbstractInsnNode insn : body.method.instructions) {
      if (insn.getOpcode() == Opcodes.ACONST_NULL && isReturned(insn)) {
        report.accept(problem(body, insn));
      } else if (insn.getOpcode() == Opcodes.ARETURN) {
        AbstractInsnNode made = body.origins().operand(insn, 0).insn();
        if (made != null && made.getOpcode() == Opcodes.ACONST_NULL && !isReturned(made)) {
          report.accept(problem(body, insn));
        }
      }
    }
  }

  /** Whether control goes from an instruction straight to a return. */
  private static boolean isReturned(AbstractInsnNode insn) {
    AbstractInsnNode next = Insns.nextReal(insn.getNext());
    for (int i = 0; i < 8 && next != null; i++) {
      int opcode = next.getOpcode();
      if (opcode == Opcodes.ARETURN) {
        return true;
      }
      next = follow(next);
    }
    return false;
  }

  private static @Nullable AbstractInsnNode follow(AbstractInsnNode insn) {
    if (insn.getOpcode() == Opcodes.GOTO) {
      return Insns.nextReal(((JumpInsnNode) insn).label);
    }
    return insn.getOpcode() == Opcodes.CHECKCAST ? Insns.nextReal(insn.getNext()) : null;
  }

  private static Diagnostic problem(Body body, AbstractInsnNode at) {
    String remedy =
        switch (Type.getReturnType(body.method.desc).getInternalName()) {
          case Names.COROUTINE -> "return done() or return result(null)";
          case Names.TASK -> "return Task.done() or return Task.result(null)";
          default -> "return CompletableFuture.completedFuture(null)";
        };
    return body.problem(
        DiagnosticCode.NULL_RETURNED,
        at,
        null,
        "It is no coroutine: whoever awaits this gets a NullPointerException. Write "
            + remedy
            + " to end without a value.");
  }
}
