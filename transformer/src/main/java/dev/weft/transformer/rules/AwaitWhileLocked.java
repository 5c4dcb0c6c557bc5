package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Insns;
import java.util.function.Consumer;

/**
 * WEFT-207: an await while a lock of {@code java.util.concurrent} is held.
 *
 * <pre>
 *   lock.lock();
 *   try {
 *     stock = await(count(item));
 *   } finally {
 *     lock.unlock();
 *   }
 *
 *   "The lock taken at line 20 ... Take the value before it, or use dev.weft.sync.AsyncLock."
 * </pre>
 */
final class AwaitWhileLocked implements Rule {
  @Override
  public void check(Body body, Consumer<Diagnostic> report) {
    if (!body.async) {
      return;
    }
    body.locks()
        .between()
        .forEach(
            (await, taker) -> {
              int line = Insns.lineOf(taker);
              report.accept(
                  body.problem(
                      DiagnosticCode.AWAIT_WHILE_LOCKED,
                      await,
                      await.name,
                      "The lock taken "
                          + (line == 0 ? "before" : "at line " + line)
                          + " belongs to the thread: while this task is suspended it keeps other threads out, but not the"
                          + " other tasks of this one, and on another thread it could not be released. Take the value"
                          + " before the lock, or use dev.weft.sync.AsyncLock."));
            });
  }
}
