package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What the tests have in common: a loop that does not wait for ever, and how a future has ended.
 */
abstract class Scene {
  /** Far longer than anything takes: what has not happened by then has been lost. */
  private static final Duration LOST = Duration.ofSeconds(10);

  final EventLoop loop = EventLoop.create();

  /** Whether the loop had something to report: a callback that failed. On the loop's thread. */
  boolean failed;

  Scene() {
    loop.setExceptionHandler(failure -> failed = true);
    loop.callLater(LOST, loop::stop);
  }

  /** Suspends once. */
  @Async
  static Coroutine<Integer> answer() {
    await(yieldNow());
    return result(42);
  }

  /** One iteration of the loop. */
  final void runOnce() {
    loop.stop();
    loop.runForever();
  }

  static String end(CompletableFuture<?> future) {
    if (future == null) {
      return "refused";
    }
    if (!future.isDone()) {
      return "pending";
    }
    if (future.isCancelled()) {
      return "cancelled";
    }
    return future.isCompletedExceptionally() ? "failed" : String.valueOf(future.join());
  }
}
