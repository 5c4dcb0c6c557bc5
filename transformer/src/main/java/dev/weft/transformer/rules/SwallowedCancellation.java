package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.analyse.Paths;
import dev.weft.transformer.bytecode.Insns;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * WEFT-204: a catch around an await ends a cancellation that was meant to end the task.
 *
 * <pre>
 *   try {
 *     handle(await(next()));
 *   } catch (Throwable e) {
 *     log.warn("failed", e);
 *   }
 *
 *   "It catches CancelledError, too ... Catch Exception, or write catch (CancelledError e) { throw e; } before it."
 * </pre>
 *
 * Who names CancelledError means it: that is reported only where nothing can end the method any
 * more, {@code while (true)} around it. A catch of Throwable or Error is reported when it does no
 * more with what it caught than to print or log it. Quiet: one that throws, exits, stores it,
 * returns it, hands it on, or looks what it is; and a method that cancels something itself.
 */
final class SwallowedCancellation implements Rule {
  private static final Set<String> CANCELLING =
      Set.of("cancel", "cancelling", "uncancel", "isCancelled", "shutdownNow");
  private static final Set<String> ENDING = Set.of("exit", "halt", "fail");
  private static final int MAX_HANDLERS = 32;

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    if (!body.async
        || body.method.tryCatchBlocks.isEmpty()
        || body.awaits().isEmpty()
        || cancels(body)) {
      return;
    }
    int handlers = 0;
    for (Map.Entry<LabelNode, Boolean> handler :
        new CancellationHandlers(body).reached().entrySet()) {
      if (handlers++ < MAX_HANDLERS && swallows(body, handler.getKey(), handler.getValue())) {
        report.accept(problem(body, handler.getKey(), handler.getValue()));
      }
    }
  }

  /** Whoever cancels, or asks whether it was, knows what a cancellation looks like. */
  private static boolean cancels(Body body) {
    return body.calls().stream().anyMatch(call -> CANCELLING.contains(call.name));
  }

  private static boolean swallows(Body body, LabelNode handler, boolean named) {
    if (new CaughtValue(body, handler).isUsed()) {
      return false;
    }
    int entry = body.index(handler);
    BitSet behind = body.paths().behindNormally(entry, index -> false);
    if (named) {
      return none(
          behind,
          index ->
              returns(body.method.instructions.get(index))
                  || refuses(body.method.instructions.get(index)));
    }
    if (none(behind, index -> goesOn(body.method.instructions.get(index)))) {
      return false;
    }
    // What only the handler leads to is the handler's own.
    BitSet elsewhere = body.paths().behind(Paths.ENTRY, index -> index == entry);
    behind.andNot(elsewhere);
    return none(behind, index -> refuses(body.method.instructions.get(index)));
  }

  private static boolean none(BitSet indices, IntPredicate predicate) {
    return indices.stream().noneMatch(predicate);
  }

  private static boolean returns(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
  }

  /** Whether a method that gets there has forgotten about the cancellation. */
  private static boolean goesOn(AbstractInsnNode insn) {
    return returns(insn) || (insn instanceof MethodInsnNode call && Body.isAwait(call));
  }

  /** Whether it ends the task, or all of the program, after all. */
  private static boolean refuses(AbstractInsnNode insn) {
    return insn.getOpcode() == Opcodes.ATHROW
        || (insn instanceof MethodInsnNode call && ENDING.contains(call.name));
  }

  private static Diagnostic problem(Body body, LabelNode handler, boolean named) {
    String text =
        named
            ? "The loop around it has no other end, so this task cannot be cancelled and Weft.run waits for it for ever."
                + " Return, or throw the error again."
            : "It catches CancelledError, too: who cancels this task is not heard, and it goes on. Catch Exception, or write"
                + " catch (CancelledError e) { throw e; } before it.";
    AbstractInsnNode at = Insns.nextReal(handler);
    return body.problem(
        DiagnosticCode.SWALLOWED_CANCELLATION, at == null ? handler : at, null, text);
  }
}
