package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskOptions;

/** Coroutines: lazy, run inline, once. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class CoroutineTraces {
  private CoroutineTraces() {}

  /** Calling an async method runs nothing until it is awaited. */
  @Async
  static Coroutine<Void> t008_coroLazyStart(Out out) {
    Coroutine<Integer> x = c008(out);
    out.p("created");
    await(yieldNow());
    out.p("still not run");
    out.p("result", await(x));
    return done();
  }

  @Async
  private static Coroutine<Integer> c008(Out out) {
    out.p("body");
    return result(5);
  }

  /** Awaiting a coroutine runs it inline; no trip of the loop unless it really suspends. */
  @Async
  static Coroutine<Void> t009_coroAwaitInline(Out out) {
    EventLoop.current().callSoon(() -> out.p("tick"));
    out.p("a");
    out.p(await(mid009(out)));
    out.p("b");
    await(yieldNow());
    out.p("c");
    return done();
  }

  @Async
  private static Coroutine<Integer> mid009(Out out) {
    out.p("mid>");
    int r = await(leaf009(out));
    out.p("mid<");
    return result(r + 1);
  }

  @Async
  private static Coroutine<Integer> leaf009(Out out) {
    out.p("leaf");
    return result(1);
  }

  /** A coroutine can be awaited once only. */
  @Async
  static Coroutine<Void> t010_coroAwaitTwice(Out out) {
    Coroutine<Integer> x = c010(out);
    out.p(await(x));
    try {
      await(x);
    } catch (IllegalStateException e) {
      out.p("error", Asyncio.message(e.getMessage()));
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> c010(Out out) {
    out.p("run");
    return result(1);
  }

  /**
   * close() before the start runs nothing. What is suspended runs its finally: the original drives
   * it by hand with send and close, here a task does, and is cancelled.
   */
  @Async
  static Coroutine<Void> t011_coroCloseUnstartedAndStarted(Out out) {
    Coroutine<Void> x = c011(out, "x");
    x.close();
    out.p("x closed");
    Coroutine<Void> y = c011(out, "y");
    Task<Void> driver = createTask(y, TaskOptions.EAGER);
    driver.cancel();
    try {
      await(driver);
    } catch (CancelledError e) {
      out.p("y closed");
    }
    try {
      await(y);
    } catch (IllegalStateException e) {
      out.p("reuse", Asyncio.message(e.getMessage()));
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c011(Out out, String tag) {
    try {
      out.p(tag, "start");
      await(sleep(ofSeconds(1)));
      out.p("no");
    } finally {
      out.p(tag, "finally");
    }
    return done();
  }

  /** A chain of 200 awaits: value and suspension at the leaf pass through. */
  @Async
  static Coroutine<Void> t013_coroDeepChain(Out out) {
    EventLoop.current().callSoon(() -> out.p("tick"));
    out.p(await(f013(200)));
    return done();
  }

  @Async
  private static Coroutine<Integer> f013(int n) {
    if (n == 0) {
      await(yieldNow());
      return result(0);
    }
    return result(1 + await(f013(n - 1)));
  }
}
