package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * WEFT-201, too: a thread or a future is given a coroutine for its result, which nobody takes.
 *
 * <pre>
 *   executor.submit(() -> save(order));          a Callable: the Future of the coroutine is popped
 *   await(toThread(() -> save(order)));          the thread makes a coroutine, and no more
 *
 *   "save(Order) only makes a coroutine, and the result of ExecutorService.submit, which it would be, is dropped ..."
 * </pre>
 */
final class LostOnAThread implements Rule {
  /** Not CompletionService, which keeps what it is given, nor the collections. */
  private static final Set<String> OWNERS =
      Set.of(
          "java/util/concurrent/ExecutorService",
          "java/util/concurrent/ScheduledExecutorService",
          "java/util/concurrent/AbstractExecutorService",
          "java/util/concurrent/ThreadPoolExecutor",
          "java/util/concurrent/ScheduledThreadPoolExecutor",
          "java/util/concurrent/ForkJoinPool",
          Names.COMPLETABLE_FUTURE,
          Names.COMPLETION_STAGE);

  private static final Set<String> NAMES =
      Set.of(
          "submit",
          "schedule",
          "supplyAsync",
          "thenApply",
          "thenApplyAsync",
          "handle",
          "handleAsync");

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    for (MethodInsnNode call : body.calls()) {
      Handle maker = handsOver(call) && isDropped(call) ? maker(body, call) : null;
      if (maker != null) {
        report.accept(
            body.problem(
                DiagnosticCode.NEVER_AWAITED,
                call,
                call.name,
                (maker.getName().startsWith("lambda$")
                        ? "The lambda"
                        : Words.call(maker.getName(), maker.getDesc()))
                    + " only makes a coroutine, and the result of "
                    + Words.qualified(call)
                    + ", which it would be, is dropped: its body will never run. Await the coroutine itself, or start it with"
                    + " createTask(...), with EventLoop.submit(...) from another thread, or with Weft.run(...) on its own."));
      }
    }
  }

  private static boolean handsOver(MethodInsnNode call) {
    boolean weft =
        call.owner.equals(Names.WEFT)
            && (call.name.equals("toThread") || call.name.equals("runInExecutor"));
    return weft || (OWNERS.contains(call.owner) && NAMES.contains(call.name));
  }

  private static boolean isDropped(MethodInsnNode call) {
    AbstractInsnNode next = Insns.followedBy(call);
    if (next instanceof MethodInsnNode await && Body.isAwait(await)) {
      next = Insns.followedBy(next);
    } else if (call.name.equals("toThread")) {
      return false;
    }
    return next != null && (next.getOpcode() == Opcodes.POP || next.getOpcode() == Opcodes.RETURN);
  }

  /** What makes the coroutine: the body of a Callable, Supplier or Function among the arguments. */
  private static @Nullable Handle maker(Body body, MethodInsnNode call) {
    for (int i = 0; i < Type.getArgumentCount(call.desc); i++) {
      if (body.origins().argument(call, i).insn() instanceof InvokeDynamicInsnNode indy) {
        Handle maker = Lambdas.body(indy);
        // As the interface has it, any object: it knows of no coroutine that it could run.
        boolean generic =
            indy.bsmArgs[0] instanceof Type type
                && type.getReturnType().getDescriptor().equals("Ljava/lang/Object;");
        if (maker != null
            && generic
            && NeverAwaited.makesCoroutine(maker.getOwner(), maker.getName(), maker.getDesc())) {
          return maker;
        }
      }
    }
    return null;
  }
}
