package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.Timeout;
import java.time.Duration;
import java.util.List;

/** waitFor, timeout and shield. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class TimeoutTraces {
  private TimeoutTraces() {}

  /** A timeout cancels the inner one and waits for its finally before it throws. */
  @Async
  static Coroutine<Void> t079_waitforTimeoutWaitsCleanup(Out out) {
    try {
      await(waitFor(c079(out), ofMillis(20)));
    } catch (TimedOutException e) {
      out.p("timeout");
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c079(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p("inner cancelled");
      throw e;
    } finally {
      await(sleep(ofMillis(30)));
      out.p("inner cleanup");
    }
    return done();
  }

  /** Cancelling the caller cancels the inner one. */
  @Async
  static Coroutine<Void> t080_waitforOuterCancel(Out out) throws Exception {
    AsyncCallable<Void> w =
        () -> {
          try {
            await(waitFor(c080(out), ofSeconds(5)));
          } catch (CancelledError e) {
            out.p("outer cancelled");
            throw e;
          }
          return done();
        };
    Task<Void> t = createTask(w.call());
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> c080(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("inner finally");
    }
    return done();
  }

  /** An exception thrown while the timeout's cancellation is handled wins over it. */
  @Async
  static Coroutine<Void> t082_waitforInnerRaisesOnCancel(Out out) {
    try {
      await(waitFor(c082(), ofMillis(20)));
    } catch (Boom e) {
      out.p(e);
    } catch (TimedOutException e) {
      out.p("timeout");
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c082() throws Boom {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      throw new Boom("cleanup failed", e);
    }
    return done();
  }

  /**
   * With a timeout of 0 or less a coroutine never starts, and a future that is done gives its
   * value.
   */
  @Async
  static Coroutine<Void> t083_waitforZeroTimeout(Out out) {
    Promise<String> f = EventLoop.current().createPromise();
    f.complete("done");
    out.p(await(waitFor(f, Duration.ZERO)));
    for (int t : List.of(0, -1)) {
      try {
        await(waitFor(c083(out), ofSeconds(t)));
      } catch (TimedOutException e) {
        out.p("timeout", t);
      }
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> c083(Out out) {
    out.p("never");
    return result(1);
  }

  /** Completed and cancelled in the same iteration: the cancellation wins. */
  @Async
  static Coroutine<Void> t085_waitforResultAndCancelRace(Out out) {
    Promise<String> f = EventLoop.current().createPromise();
    Task<String> t = createTask(waitFor(f, ofSeconds(5)));
    await(yieldNow());
    f.complete("value");
    t.cancel();
    try {
      out.p("got", await(t));
    } catch (CancelledError e) {
      out.p("cancelled");
    }
    return done();
  }

  /** timeout turns its own cancellation into a TimedOutException; cancelling() is 0 again. */
  @Async
  static Coroutine<Void> t086_timeoutCtxExpires(Out out) {
    Task<?> t = currentTask();
    Timeout[] cm = new Timeout[1];
    try {
      await(
          timeout(
              ofMillis(20),
              entered -> {
                cm[0] = entered;
                try {
                  await(sleep(ofSeconds(5)));
                } catch (CancelledError e) {
                  out.p("cancelled inside", t.cancelling());
                  throw e;
                }
                return done();
              }));
    } catch (TimedOutException e) {
      out.p("timeout", cm[0].isExpired(), t.cancelling());
    }
    await(yieldNow());
    out.p("alive");
    return done();
  }

  /** A deadline that is moved later, then taken away, then set again. */
  @Async
  static Coroutine<Void> t088_timeoutCtxReschedule(Out out) {
    EventLoop loop = EventLoop.current();
    Timeout left =
        await(
            timeout(
                ofMillis(20),
                cm -> {
                  cm.reschedule(loop.time() + ofSeconds(5).toNanos());
                  await(sleep(ofMillis(50)));
                  out.p("extended");
                  cm.reschedule(Timeout.NEVER);
                  await(sleep(ofMillis(10)));
                  out.p("none", when(cm));
                  cm.reschedule(loop.time() + ofMillis(20).toNanos());
                  try {
                    await(sleep(ofSeconds(5)));
                  } catch (CancelledError e) {
                    out.p("expired now", cm.isExpired());
                  }
                  return result(cm);
                }));
    out.p("swallowed", left.isExpired());
    return done();
  }

  private static Long when(Timeout timeout) {
    return timeout.when() == Timeout.NEVER ? null : (Long) timeout.when();
  }

  /** The inner one expires, the outer one goes on and expires later. */
  @Async
  static Coroutine<Void> t089_timeoutCtxNestedInnerFirst(Out out) {
    Timeout[] o = new Timeout[1];
    Timeout[] i = new Timeout[1];
    try {
      await(
          timeout(
              ofMillis(60),
              outer -> {
                o[0] = outer;
                try {
                  await(
                      timeout(
                          ofMillis(20),
                          inner -> {
                            i[0] = inner;
                            await(sleep(ofSeconds(5)));
                            return done();
                          }));
                } catch (TimedOutException e) {
                  out.p("inner", i[0].isExpired(), o[0].isExpired());
                }
                await(sleep(ofSeconds(5)));
                return done();
              }));
    } catch (TimedOutException e) {
      out.p("outer", i[0].isExpired(), o[0].isExpired());
    }
    return done();
  }

  /** Cancelled from outside in the iteration of the deadline: CancelledError wins. */
  @Async
  static Coroutine<Void> t091_timeoutCtxAndCancel(Out out) {
    Task<Void> t = createTask(w091(out));
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> w091(Out out) {
    Timeout[] cm = new Timeout[1];
    try {
      await(
          timeout(
              ofMillis(20),
              entered -> {
                cm[0] = entered;
                try {
                  await(sleep(ofSeconds(5)));
                } catch (CancelledError e) {
                  currentTask().cancel(); // A second request, from outside.
                  out.p("cancelling", currentTask().cancelling());
                  throw e;
                }
                return done();
              }));
    } catch (TimedOutException e) {
      out.p("timeout");
    } catch (CancelledError e) {
      out.p("cancelled", cm[0].isExpired(), currentTask().cancelling());
      throw e;
    }
    return done();
  }

  /** A cancellation from outside stays a CancelledError. */
  @Async
  static Coroutine<Void> t092_timeoutCtxExternalCancel(Out out) {
    Task<Void> t = createTask(w092(out));
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> w092(Out out) {
    Timeout[] cm = new Timeout[1];
    try {
      await(
          timeout(
              ofSeconds(5),
              entered -> {
                cm[0] = entered;
                await(sleep(ofSeconds(9)));
                return done();
              }));
    } catch (CancelledError e) {
      out.p("cancelled", cm[0].isExpired());
      throw e;
    }
    return done();
  }

  /** After its block a timeout cannot be moved. */
  @Async
  static Coroutine<Void> t095_timeoutCtxMisuse(Out out) {
    Timeout cm = await(timeout(ofSeconds(1), entered -> result(entered)));
    try {
      cm.reschedule(EventLoop.current().time());
    } catch (IllegalStateException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    return done();
  }

  /** A deadline of now, or past, fires at the first suspension only. */
  @Async
  static Coroutine<Void> t094_timeoutCtxZeroAndPast(Out out) {
    Timeout left =
        await(
            timeout(
                Duration.ZERO,
                cm -> {
                  out.p("no await, no timeout");
                  return result(cm);
                }));
    out.p(left.isExpired());
    Timeout[] cm = new Timeout[1];
    for (int d : List.of(0, -1)) {
      try {
        await(
            timeout(
                ofSeconds(d),
                entered -> {
                  cm[0] = entered;
                  out.p("body");
                  await(yieldNow());
                  out.p("one yield survives?");
                  await(yieldNow());
                  out.p("no");
                  return done();
                }));
      } catch (TimedOutException e) {
        out.p("timeout", cm[0].isExpired());
      }
    }
    left =
        await(
            timeoutAt(
                Timeout.NEVER,
                entered -> {
                  await(yieldNow());
                  return result(entered);
                }));
    out.p(when(left), left.isExpired());
    return done();
  }

  /** Cancelling the inner one cancels the shield. */
  @Async
  static Coroutine<Void> t097_shieldInnerCancelled(Out out) {
    Task<Void> i = createTask(inner097());
    Future<Void> s = shield(i);
    await(yieldNow());
    i.cancel();
    try {
      await(s);
    } catch (CancelledError e) {
      out.p(s.isCancelled(), i.isCancelled(), currentTask().cancelling());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> inner097() {
    await(sleep(ofSeconds(5)));
    return done();
  }

  /** The shield of a future that is done is that future; the inner exception passes. */
  @Async
  static Coroutine<Void> t098_shieldDoneAndException(Out out) {
    Promise<Integer> f = EventLoop.current().createPromise();
    f.complete(1);
    out.p(shield(f) == f);
    try {
      await(shield(bad098()));
    } catch (Boom e) {
      out.p(e);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> bad098() throws Boom {
    await(yieldNow());
    throw new Boom("x");
  }

  /** waitFor around a shield: the timeout is thrown, the task goes on. */
  @Async
  static Coroutine<Void> t221_waitforShieldTimeoutInnerContinues(Out out) {
    Task<Integer> t = createTask(work221(out));
    try {
      await(waitFor(shield(t), ofMillis(10)));
    } catch (TimedOutException e) {
      out.p("timeout", t.isDone());
    }
    out.p(await(t));
    return done();
  }

  @Async
  private static Coroutine<Integer> work221(Out out) {
    await(sleep(ofMillis(50)));
    out.p("work done");
    return result(7);
  }

  /**
   * waitFor cancelled as the value comes; one whose inner swallows the timeout; the task it runs
   * in.
   */
  @Async
  static Coroutine<Void> v313_13_waitfor312Races(Out out) throws Exception {
    Promise<Integer> f = EventLoop.current().createPromise();
    Task<Integer> t = createTask(waitFor(f, ofSeconds(5)));
    await(yieldNow());
    f.complete(1);
    t.cancel();
    try {
      out.p("got", await(t));
    } catch (CancelledError e) {
      out.p("cancelled");
    }
    AsyncCallable<String> stub =
        () -> {
          try {
            await(sleep(ofSeconds(5)));
          } catch (CancelledError e) {
            return result("late value");
          }
          return result(null);
        };
    out.p(await(waitFor(stub.call(), ofMillis(10))));
    out.p(
        "inner runs in the caller's task",
        await(waitFor(same313(), ofSeconds(1))) == currentTask());
    return done();
  }

  @Async
  private static Coroutine<Task<?>> same313() {
    return result(currentTask());
  }
}
