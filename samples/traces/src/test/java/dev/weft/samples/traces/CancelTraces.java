package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.InvalidStateException;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.util.List;

/** Cancellation: when it arrives, who may swallow it, what it beats. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class CancelTraces {
  private CancelTraces() {}

  /** CancelledError at the await, finally runs, the task is cancelled. */
  @Async
  static Coroutine<Void> t100_cancelDuringSleep(Out out) {
    Task<Void> t = createTask(c100(out));
    await(sleep(ofMillis(10)));
    t.cancel();
    out.p("requested", t.isCancelled(), t.cancelling());
    try {
      await(t);
    } catch (CancelledError e) {
      out.p("main caught");
    }
    out.p(t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<Void> c100(Out out) {
    try {
      out.p("start");
      await(sleep(ofSeconds(5)));
      out.p("never");
    } catch (CancelledError e) {
      out.p("caught");
      throw e;
    } finally {
      out.p("finally");
    }
    return done();
  }

  /** A task that swallows CancelledError ends normally. */
  @Async
  static Coroutine<Void> t101_cancelSuppressed(Out out) {
    Task<String> t = createTask(c101(out));
    await(sleep(ofMillis(10)));
    t.cancel();
    out.p(await(t), t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<String> c101(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p("swallow");
    }
    await(sleep(ofMillis(10)));
    out.p("went on");
    return result("ok");
  }

  /** Cancelling the outermost of a chain of tasks reaches the innermost, and unwinds from there. */
  @Async
  static Coroutine<Void> t103_cancelChain(Out out) throws Exception {
    Task<Void> l = createTask(leaf103(out));
    AsyncCallable<Void> mid =
        () -> {
          try {
            await(l);
          } finally {
            out.p("mid fin");
          }
          return done();
        };
    Task<Void> m = createTask(mid.call());
    AsyncCallable<Void> top =
        () -> {
          try {
            await(m);
          } finally {
            out.p("top fin");
          }
          return done();
        };
    Task<Void> t = createTask(top.call());
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(l.isCancelled(), m.isCancelled(), t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> leaf103(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("leaf fin");
    }
    return done();
  }

  /** The task in the middle swallows: the outer one ends normally, and the request is lost. */
  @Async
  static Coroutine<Void> t104_cancelChainMiddleSwallows(Out out) throws Exception {
    AsyncCallable<String> mid =
        () -> {
          try {
            await(createTask(leaf104()));
          } catch (CancelledError e) {
            out.p("mid swallow");
          }
          return result("mid value");
        };
    AsyncCallable<String> top =
        () -> {
          String r = await(createTask(mid.call()));
          out.p("top got", r);
          return result(r);
        };
    Task<String> t = createTask(top.call());
    await(sleep(ofMillis(10)));
    t.cancel();
    out.p(await(t), t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<Void> leaf104() {
    await(sleep(ofSeconds(5)));
    return done();
  }

  /** Cancelled twice before the task runs: one CancelledError, two requests. */
  @Async
  static Coroutine<Void> t106_cancelTwiceSameTick(Out out) {
    Task<Integer> t = createTask(c106(out));
    await(sleep(ofMillis(5)));
    out.p(t.cancel(), t.cancel());
    out.p("seen", await(t));
    return done();
  }

  @Async
  private static Coroutine<Integer> c106(Out out) {
    int n = 0;
    for (int i = 0; i < 2; i++) {
      try {
        await(sleep(ofMillis(20)));
      } catch (CancelledError e) {
        n++;
        out.p("cancel seen", n, currentTask().cancelling());
      }
    }
    return result(n);
  }

  /** uncancel takes requests back, never below 0, and the task goes on. */
  @Async
  static Coroutine<Void> t107_cancelUncancel(Out out) {
    Task<String> t = createTask(c107(out));
    await(sleep(ofMillis(10)));
    t.cancel();
    out.p(await(t), t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<String> c107(Out out) {
    Task<?> me = currentTask();
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p(me.cancelling());
      out.p(me.uncancel());
      out.p(me.uncancel());
    }
    await(yieldNow());
    return result("resumed");
  }

  /**
   * A task that cancels itself and returns without another await is cancelled, and its value lost.
   */
  @Async
  static Coroutine<Void> t109_cancelSelfThenReturn(Out out) {
    Task<String> t = createTask(c109(out));
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<String> c109(Out out) {
    currentTask().cancel();
    out.p("returning");
    return result("lost");
  }

  /**
   * A task that cancels itself gets it at its next real suspension, not at what is done already.
   */
  @Async
  static Coroutine<Void> t110_cancelSelfThenAwait(Out out) {
    Task<Void> t = createTask(c110(out));
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> c110(Out out) {
    Promise<String> f = EventLoop.current().createPromise();
    f.complete("done future");
    currentTask().cancel();
    out.p(await(f));
    out.p(await(inline110()));
    try {
      await(yieldNow());
      out.p("no");
    } catch (CancelledError e) {
      out.p("delivered at sleep0");
      throw e;
    }
    return done();
  }

  @Async
  private static Coroutine<String> inline110() {
    return result("inline coroutine");
  }

  /**
   * A promise completed and its waiter cancelled in one iteration: the cancellation wins, both ways
   * round.
   */
  @Async
  static Coroutine<Void> t112_cancelVsResultSameTick(Out out) throws Exception {
    EventLoop loop = EventLoop.current();
    AsyncFunction<Promise<Integer>, Void> c =
        f -> {
          try {
            out.p("got", await(f));
          } catch (CancelledError e) {
            out.p("cancelled, future done:", f.isDone(), f.isCancelled());
            throw e;
          }
          return done();
        };
    Promise<Integer> f = loop.createPromise();
    Task<Void> t = createTask(c.apply(f));
    await(yieldNow());
    f.complete(1);
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    f = loop.createPromise();
    t = createTask(c.apply(f));
    await(yieldNow());
    t.cancel();
    try {
      f.complete(1);
    } catch (InvalidStateException e) {
      out.p("set_result: already cancelled");
    }
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  /** A CancelledError thrown by hand cancels the task. */
  @Async
  static Coroutine<Void> t113_cancelRaisedByHand(Out out) {
    Task<Void> t = createTask(c113());
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<Void> c113() {
    throw new CancelledError("hand");
  }

  /**
   * Another exception thrown while a cancellation is handled: the task failed, it was not
   * cancelled.
   */
  @Async
  static Coroutine<Void> t115_cancelBecomesError(Out out) throws Boom {
    Task<Void> t = createTask(c115());
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled(), t.exception(), Asyncio.name(t.exception().getCause()));
    return done();
  }

  @Async
  private static Coroutine<Void> c115() throws Boom {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      throw new Boom("cleanup", e);
    }
    return done();
  }

  /** catch (Exception e) does not catch a CancelledError. */
  @Async
  static Coroutine<Void> t116_cancelNotExceptionSubclass(Out out) {
    Task<Void> t = createTask(c116(out));
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> c116(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (Exception e) {
      out.p("wrong");
    } finally {
      out.p("finally");
    }
    return done();
  }

  /** A task that was woken and is then cancelled before it runs: it gets the CancelledError. */
  @Async
  static Coroutine<Void> t118_cancelBetweenWakeAndRun(Out out) throws Exception {
    EventLoop loop = EventLoop.current();
    Promise<Integer> f = loop.createPromise();
    AsyncCallable<Integer> c =
        () -> {
          try {
            await(f);
            out.p("no");
          } catch (CancelledError e) {
            out.p("cancelled after wake");
          }
          await(yieldNow());
          out.p("continues");
          return result(1);
        };
    Task<Integer> t = createTask(c.call());
    await(yieldNow());
    f.complete(0); // Schedules the wake-up.
    loop.callSoon(() -> out.p("behind wakeup"));
    t.cancel();
    out.p(await(t), t.isCancelled());
    return done();
  }

  /** Cancelled while it waits for a lock: the lock is neither taken nor released. */
  @Async
  static Coroutine<Void> t223_cancelWhileEnteringLock(Out out) throws Exception {
    AsyncLock l = new AsyncLock();
    await(l.acquire());
    AsyncCallable<Void> c =
        () -> {
          try {
            try (var held = await(l.hold())) {
              out.p("never");
            }
          } catch (CancelledError e) {
            out.p("cancelled, still locked", l.locked());
            throw e;
          }
          return done();
        };
    Task<Void> t = createTask(c.call());
    await(yieldNow());
    t.cancel();
    await(waitUntil(List.of(t)));
    l.release();
    out.p(l.locked());
    return done();
  }

  /** An event and a queue's join can be used after waits on them were cancelled. */
  @Async
  static Coroutine<Void> t224_cancelEventWaitAndJoin(Out out) {
    AsyncEvent e = new AsyncEvent();
    AsyncQueue<Integer> q = new AsyncQueue<>();
    q.putNowait(1);
    Task<Void> a = createTask(e.waitForSet());
    Task<Void> b = createTask(q.join());
    await(yieldNow());
    a.cancel();
    b.cancel();
    await(waitUntil(List.of(a, b)));
    out.p(a.isCancelled(), b.isCancelled());
    Task<Void> c = createTask(e.waitForSet());
    Task<Void> d = createTask(q.join());
    await(yieldNow());
    e.set();
    q.getNowait();
    q.taskDone();
    out.p(Asyncio.isTrue(await(c)), await(d));
    return done();
  }

  /** A stubborn task that swallows n requests needs n + 1. */
  @Async
  static Coroutine<Void> t226_cancelLoopUntilDead(Out out) {
    Task<Void> t = createTask(c226(out));
    await(yieldNow());
    int k = 0;
    while (!t.isDone()) {
      t.cancel();
      k++;
      await(yieldNow());
      await(yieldNow());
    }
    out.p(k, t.isCancelled(), t.cancelling());
    return done();
  }

  @Async
  private static Coroutine<Void> c226(Out out) {
    int n = 0;
    while (true) {
      try {
        await(sleep(ofSeconds(5)));
      } catch (CancelledError e) {
        n++;
        out.p("request", n);
        if (n == 3) {
          throw e;
        }
      }
    }
  }

  /** A cancellation that an awaited task turns into an error. */
  @Async
  static Coroutine<Void> t227_cancelReraiseFromWrappedAwait(Out out) throws Exception {
    AsyncCallable<String> outer =
        () -> {
          try {
            await(createTask(inner227()));
          } catch (Boom e) {
            out.p("outer got", e, "cancelling", currentTask().cancelling());
            return result("survived");
          }
          return result(null);
        };
    Task<String> t = createTask(outer.call());
    await(sleep(ofMillis(10)));
    t.cancel();
    out.p(await(t), t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> inner227() throws Boom {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      throw new Boom("inner converted", e);
    }
    return done();
  }

  /** uncancel down to zero before the delivery takes the cancellation back. */
  @Async
  static Coroutine<Void> v313_10_uncancelClearsPending(Out out) {
    Task<String> t = createTask(c313());
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled(), t.isCancelled() ? null : t.result());
    return done();
  }

  @Async
  private static Coroutine<String> c313() {
    Task<?> me = currentTask();
    me.cancel();
    me.uncancel();
    await(yieldNow());
    return result("not cancelled");
  }
}
