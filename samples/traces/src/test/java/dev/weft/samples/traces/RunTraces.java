package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.util.List;

/**
 * run and runUntilComplete: what they return and throw, and what becomes of the tasks that are
 * left.
 */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class RunTraces {
  private RunTraces() {}

  /** A value, an exception, a promise, a loop that is stopped before. */
  static void t172_loopRunUntilComplete(Out out) {
    EventLoop loop = EventLoop.create(new VirtualClock());
    out.p(loop.runUntilComplete(v172()));
    try {
      loop.runUntilComplete(bad172());
    } catch (IllegalArgumentException e) {
      out.p(e);
    }
    Promise<String> f = loop.createPromise();
    loop.callSoon(() -> f.complete("fut"));
    out.p(loop.runUntilComplete(f));
    Promise<String> g = loop.createPromise();
    loop.callSoon(loop::stop);
    try {
      loop.runUntilComplete(g);
    } catch (IllegalStateException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    loop.close();
  }

  @Async
  private static Coroutine<Integer> v172() {
    await(yieldNow());
    return result(7);
  }

  @Async
  private static Coroutine<Void> bad172() {
    throw new IllegalArgumentException("x");
  }

  /** A task that is left and fails while it is cancelled goes to the exception handler. */
  @Async
  static Coroutine<Void> t175_runCleanupLeftoverError(Out out) throws Boom {
    EventLoop.current()
        .setExceptionHandler(
            failure -> out.p(Asyncio.message(failure.message()), "|", failure.exception()));
    createTask(bg175());
    await(yieldNow());
    out.p("main end");
    return done();
  }

  @Async
  private static Coroutine<Void> bg175() throws Boom {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      throw new Boom("in shutdown", e);
    }
    return done();
  }

  /** A task created just before main returns still runs: the loop finishes its iteration. */
  static void t176_runCleanupJustCreated(Out out) {
    Task<Void> t = VirtualTime.run(main176(out));
    out.p(t.isCancelled());
  }

  @Async
  private static Coroutine<Void> bg176(Out out) {
    out.p("ran");
    return done();
  }

  @Async
  private static Coroutine<Task<Void>> main176(Out out) {
    Task<Void> t = createTask(bg176(out));
    out.p("main end");
    return result(t);
  }

  /** Two runs have two loops. */
  static void t178_runTwice(Out out) {
    EventLoop a = VirtualTime.run(main178());
    EventLoop b = VirtualTime.run(main178());
    out.p(a == b, a.isClosed(), b.isClosed());
  }

  @Async
  private static Coroutine<EventLoop> main178() {
    return result(EventLoop.current());
  }

  /** run inside a running loop fails; so does run of no coroutine, for which Java has only null. */
  static void t179_runNestedError(Out out) {
    VirtualTime.run(main179(out));
    try {
      Weft.run(null);
    } catch (NullPointerException e) {
      out.p("rejected");
    }
  }

  @Async
  private static Coroutine<Void> inner179() {
    return done();
  }

  @Async
  private static Coroutine<Void> main179(Out out) {
    Coroutine<Void> x = inner179();
    try {
      Weft.run(x);
    } catch (IllegalStateException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    x.close();
    return done();
  }

  /** A task that is left, swallows its cancellation and finishes: run waits for it. */
  static void t247_runLeftoverSwallows(Out out) {
    Task<Void> t = VirtualTime.run(main247(out));
    out.p(t.isCancelled());
  }

  @Async
  private static Coroutine<Void> bg247(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p("swallowed");
    }
    await(sleep(ofMillis(10)));
    out.p("finished late");
    return done();
  }

  @Async
  private static Coroutine<Task<Void>> main247(Out out) {
    Task<Void> t = createTask(bg247(out));
    await(yieldNow());
    out.p("main end");
    return result(t);
  }

  /** A task that is made while those that are left clean up. */
  @Async
  static Coroutine<Void> t248_runLeftoverSpawns(Out out) {
    createTask(bg248(out));
    await(yieldNow());
    out.p("main end");
    return done();
  }

  @Async
  private static Coroutine<Void> late248(Out out) {
    out.p("late start");
    await(yieldNow());
    out.p("late end");
    return done();
  }

  @Async
  private static Coroutine<Void> bg248(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("bg cleanup");
      await(createTask(late248(out)));
      out.p("bg cleanup done");
    }
    return done();
  }

  private static final class Exit extends Error {
    private static final long serialVersionUID = 1;

    Exit(String message) {
      super(message);
    }
  }

  /** Nothing, a value, and an Error out of run. */
  static void t250_runResultTypes(Out out) {
    out.p(VirtualTime.run(a250()));
    out.p(VirtualTime.run(b250()));
    try {
      VirtualTime.run(c250());
    } catch (Exit e) {
      out.p(e);
    }
  }

  @Async
  private static Coroutine<Void> a250() {
    return done();
  }

  @Async
  private static Coroutine<List<Integer>> b250() {
    return result(List.of(1, 2));
  }

  @Async
  private static Coroutine<Void> c250() {
    throw new Exit("stop");
  }
}
