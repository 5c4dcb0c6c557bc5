package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.util.function.Consumer;

/**
 * WEFT-203: a call in async code that holds its thread, where there is something to await.
 *
 * <pre>
 *   Thread.sleep(100);                    in an @Async method or an async lambda
 *
 *   "Thread.sleep holds the thread, and no other task of its loop runs meanwhile. Write await(sleep(...))."
 * </pre>
 *
 * Other lambdas run who knows where: {@code toThread(() -> queue.take())} is how to do it. A lock
 * that is held over an await is WEFT-207's.
 */
final class BlockingInAsync implements Rule {
  private final BlockingCalls blocking;

  BlockingInAsync(BlockingCalls blocking) {
    this.blocking = blocking;
  }

  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    if (!body.async) {
      return;
    }
    for (BlockingCalls.Found found : blocking.in(body)) {
      if (!body.locks().isHeldOverAwait(found.call())) {
        report.accept(
            body.problem(
                DiagnosticCode.BLOCKING_CALL,
                found.call(),
                found.call().name,
                Words.qualified(found.call())
                    + " holds the thread, and no other task of its loop runs meanwhile. "
                    + found.known().remedy()
                    + "."));
      }
    }
  }
}
