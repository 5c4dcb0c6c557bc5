package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.Promise;
import dev.weft.TimerHandle;
import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** The loop itself: callbacks, timers, other threads. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class LoopTraces {
  private LoopTraces() {}

  /** First in, first out; what a callback schedules runs in the next iteration. */
  @Async
  static Coroutine<Void> t163_loopCallSoonOrder(Out out) {
    EventLoop loop = EventLoop.current();
    Runnable a =
        () -> {
          out.p("a");
          loop.callSoon(() -> out.p("a2"));
        };
    loop.callSoon(a);
    loop.callSoon(() -> out.p("b", 1, 2));
    await(yieldNow());
    out.p("main 1");
    await(yieldNow());
    out.p("main 2");
    return done();
  }

  /** By deadline; callAt on the loop's clock; a cancelled timer does not run. */
  @Async
  static Coroutine<Void> t164_loopCallLaterOrder(Out out) {
    EventLoop loop = EventLoop.current();
    long t0 = loop.time();
    loop.callLater(ofMillis(60), () -> out.p("late"));
    loop.callLater(ofMillis(20), () -> out.p("early"));
    loop.callAt(t0 + ofMillis(40).toNanos(), () -> out.p("at"));
    TimerHandle h = loop.callLater(ofMillis(30), () -> out.p("never"));
    h.cancel();
    out.p(h.isCancelled(), h.when() > t0);
    await(sleep(ofMillis(80)));
    out.p("end");
    return done();
  }

  /** A callback that is cancelled while it is ready does not run. */
  @Async
  static Coroutine<Void> t166_loopCancelReadyHandle(Out out) {
    EventLoop loop = EventLoop.current();
    Handle[] h = new Handle[1];
    Runnable first =
        () -> {
          out.p("first");
          h[0].cancel();
        };
    loop.callSoon(first);
    h[0] = loop.callSoon(() -> out.p("never"));
    loop.callSoon(() -> out.p("third"));
    await(yieldNow());
    out.p(h[0].isCancelled());
    return done();
  }

  /** Another thread wakes a loop that waits. */
  static void t167_loopCallSoonThreadsafe(Out out) throws InterruptedException {
    VirtualTime.run(new VirtualClock().allowThreads(), main167(out));
  }

  @Async
  private static Coroutine<Void> main167(Out out) throws InterruptedException {
    EventLoop loop = EventLoop.current();
    Promise<String> f = loop.createPromise();
    Thread th = new Thread(() -> loop.callSoonThreadsafe(() -> f.complete("from thread")));
    loop.callLater(ofMillis(20), th::start);
    out.p(await(f));
    th.join();
    return done();
  }

  /**
   * Coroutines submitted by another thread, which gets their values, exceptions, and may cancel
   * them.
   */
  @Async
  static Coroutine<Void> t169_loopRunCoroutineThreadsafe(Out out) {
    EventLoop loop = EventLoop.current();
    out.p(await(toThread(() -> th169(loop))));
    return done();
  }

  private static List<Object> th169(EventLoop loop)
      throws Boom, InterruptedException, ExecutionException {
    List<Object> out = new ArrayList<>();
    out.add(loop.submit(good169(5)).get());
    try {
      loop.submit(bad169()).get();
    } catch (ExecutionException e) {
      out.add(e.getCause().getMessage());
    }
    CompletableFuture<Void> f = loop.submit(sleep(ofSeconds(9)));
    out.add(f.cancel(true));
    return out;
  }

  @Async
  private static Coroutine<Integer> good169(int x) {
    await(sleep(ofMillis(10)));
    return result(x);
  }

  @Async
  private static Coroutine<Void> bad169() throws Boom {
    throw new Boom("b");
  }

  /** A failing callback goes to the exception handler, and the loop lives on. */
  @Async
  static Coroutine<Void> t170_loopExceptionHandler(Out out) {
    EventLoop loop = EventLoop.current();
    loop.setExceptionHandler(
        failure ->
            out.p(
                "handler",
                failure.exception(),
                failure.source() instanceof Handle,
                Asyncio.message(failure.message()).startsWith("Exception in callback")));
    Runnable bad =
        () -> {
          throw new IllegalArgumentException("cb");
        };
    loop.callSoon(bad);
    loop.callSoon(() -> out.p("next"));
    await(yieldNow());
    out.p("end");
    return done();
  }

  /** 50 timers in any order fire by their deadlines. */
  @Async
  static Coroutine<Void> t173_loopManyTimersOrder(Out out) {
    EventLoop loop = EventLoop.current();
    List<Integer> fired = new ArrayList<>();
    long t0 = loop.time() + ofMillis(10).toNanos();
    for (int i = 0; i < 50; i++) {
      int k = (i * 37) % 50;
      loop.callAt(t0 + ofMillis(k * 2).toNanos(), () -> fired.add(k));
    }
    await(sleep(ofMillis(150)));
    out.p(fired.equals(IntStream.range(0, 50).boxed().toList()), fired.size());
    return done();
  }

  /** Debug mode warns of a step that blocks the loop, and refuses callSoon from another thread. */
  static void t203_debugSlowCallback(Out out) {
    Handler h =
        new Handler() {
          @Override
          public void publish(LogRecord r) {
            if (r.getMessage().contains("took")) {
              out.p("slow warning", r.getLevel(), r.getMessage().contains("took"));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.weft");
    logger.addHandler(h);
    logger.setUseParentHandlers(false);
    try {
      VirtualClock clock = new VirtualClock();
      VirtualTime.run(clock, main203(out, clock));
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(h);
    }
  }

  @Async
  private static Coroutine<Void> main203(Out out, VirtualClock clock) {
    EventLoop loop = EventLoop.current();
    loop.setSlowCallbackThreshold(ofMillis(20));
    out.p(loop.isDebug());
    await(yieldNow());
    clock.advance(ofMillis(40)); // As if it had computed for so long.
    await(yieldNow());
    out.p(Asyncio.message(await(toThread(() -> error203(loop)))));
    return done();
  }

  private static String error203(EventLoop loop) {
    try {
      loop.callSoon(() -> {});
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
    return null;
  }

  /** Equal deadlines in the order of CPython's heap. Weft's own is first in, first out. */
  static void t235_loopTimerTies(Out out) {
    VirtualTime.run(VirtualClock.withCPythonTies(), main235(out));
  }

  @Async
  private static Coroutine<Void> main235(Out out) {
    EventLoop loop = EventLoop.current();
    for (int n : List.of(2, 3, 4, 5, 8)) {
      List<Integer> fired = new ArrayList<>();
      long t = loop.time() + ofMillis(10).toNanos();
      for (int i = 0; i < n; i++) {
        int k = i;
        loop.callAt(t, () -> fired.add(k));
      }
      await(sleep(ofMillis(30)));
      out.p(n, fired);
    }
    return done();
  }

  /** Timers that are due are moved behind what is ready, in the order of their deadlines. */
  static void t236_loopTimersDueTogether(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main236(out, clock));
  }

  @Async
  private static Coroutine<Void> main236(Out out, VirtualClock clock) {
    EventLoop loop = EventLoop.current();
    for (int d : List.of(3, 1, 2)) {
      loop.callLater(ofMillis(d), () -> out.p("timer", d));
    }
    clock.advance(ofMillis(10)); // As if it had computed for so long.
    loop.callSoon(() -> out.p("soon"));
    await(yieldNow());
    out.p("main");
    await(yieldNow());
    return done();
  }

  /** A callback that schedules itself again and again holds up neither timers nor tasks. */
  static void t238_loopCallsoonNoStarvation(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main238(out, clock));
  }

  @Async
  private static Coroutine<Void> main238(Out out, VirtualClock clock) {
    EventLoop loop = EventLoop.current();
    int[] n = {0};
    boolean[] stop = {false};
    Runnable spin =
        new Runnable() {
          @Override
          public void run() {
            n[0]++;
            clock.advance(ofMillis(1).dividedBy(10)); // As if it had computed for so long.
            if (!stop[0]) {
              loop.callSoon(this);
            }
          }
        };
    loop.callSoon(spin);
    await(sleep(ofMillis(10)));
    stop[0] = true;
    out.p(n[0] > 10);
    return done();
  }

  /** Callbacks from one thread keep their order. */
  static void t239_loopThreadsafeOrder(Out out) {
    VirtualTime.run(new VirtualClock().allowThreads(), main239(out));
  }

  @Async
  private static Coroutine<Void> main239(Out out) {
    EventLoop loop = EventLoop.current();
    List<Integer> ran = new ArrayList<>();
    Promise<Void> f = loop.createPromise();
    Runnable th =
        () -> {
          for (int i = 0; i < 200; i++) {
            int k = i;
            loop.callSoonThreadsafe(() -> ran.add(k));
          }
          loop.callSoonThreadsafe(() -> f.complete(null));
        };
    new Thread(th).start();
    await(f);
    out.p(ran.equals(IntStream.range(0, 200).boxed().toList()));
    return done();
  }
}
