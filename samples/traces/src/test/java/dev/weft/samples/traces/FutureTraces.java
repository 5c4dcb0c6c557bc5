package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.InvalidStateException;
import dev.weft.Promise;
import dev.weft.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Promises and futures: their states, their callbacks, their failures. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class FutureTraces {
  private FutureTraces() {}

  /** Completed twice, asked too early, asked after a cancellation. */
  @Async
  static Coroutine<Void> t034_futureInvalidState(Out out) throws Exception {
    Promise<Integer> f = EventLoop.current().createPromise();
    tr034(out, "result", f::result);
    tr034(out, "exception", f::exception);
    f.complete(1);
    tr034(out, "again", () -> complete034(f, 2));
    tr034(out, "exc again", () -> fail034(f, new IllegalArgumentException()));
    tr034(out, "cancel", f::cancel);
    tr034(out, "result", f::result);
    Promise<Integer> g = EventLoop.current().createPromise();
    tr034(out, "cancel", g::cancel);
    tr034(out, "cancel2", g::cancel);
    tr034(out, "result", g::result);
    tr034(out, "exception", g::exception);
    tr034(out, "set", () -> complete034(g, 1));
    out.p(g.isCancelled(), g.isDone());
    return done();
  }

  private static void tr034(Out out, String label, Callable<?> fn) throws Exception {
    try {
      out.p(label, fn.call());
    } catch (InvalidStateException e) {
      out.p(label, "InvalidState");
    } catch (CancelledError e) {
      out.p(label, "Cancelled");
    }
  }

  private static Void complete034(Promise<Integer> promise, int value) {
    promise.complete(value);
    return null;
  }

  private static Void fail034(Promise<?> promise, Throwable error) {
    promise.fail(error);
    return null;
  }

  /** The exception of a failed promise is thrown at the await. */
  @Async
  static Coroutine<Void> t035_futureException(Out out) {
    EventLoop loop = EventLoop.current();
    Promise<Integer> f = loop.createPromise();
    loop.callSoon(() -> f.fail(new Boom("b")));
    try {
      await(f, Boom.class);
    } catch (Boom e) {
      out.p("caught", e);
    }
    out.p(f.exception());
    return done();
  }

  /** Callbacks are scheduled at the completion: removing one after that does not stop it. */
  @Async
  static Coroutine<Void> t037_futureCallbackClearedOnSet(Out out) {
    Promise<Integer> f = EventLoop.current().createPromise();
    Consumer<Future<Integer>> cb = done -> out.p("cb");
    f.onDone(cb);
    f.complete(1);
    out.p("removed", f.removeOnDone(cb));
    await(yieldNow());
    return done();
  }

  /** A failing callback goes to the exception handler; the others still run. */
  @Async
  static Coroutine<Void> t038_futureCallbackError(Out out) {
    EventLoop loop = EventLoop.current();
    loop.setExceptionHandler(failure -> out.p("handler", failure.exception()));
    Promise<Integer> f = loop.createPromise();
    f.onDone(done -> out.p("one"));
    f.onDone(
        done -> {
          throw new IllegalArgumentException("bad");
        });
    f.onDone(done -> out.p("two"));
    f.complete(0);
    await(yieldNow());
    out.p("end");
    return done();
  }

  /** A failure that was looked at is not reported. */
  @Async
  static Coroutine<Void> t040_excRetrievedNotReported(Out out) throws Boom {
    EventLoop.current().setExceptionHandler(failure -> out.p("handler", failure.message()));
    Task<Void> t = createTask(c040());
    await(yieldNow());
    out.p(t.exception());
    t = null;
    System.gc();
    await(yieldNow());
    out.p("end");
    return done();
  }

  @Async
  private static Coroutine<Void> c040() throws Boom {
    throw new Boom("x");
  }

  /** Everyone who awaits a failed promise gets the same exception, in order. */
  @Async
  static Coroutine<Void> t218_futureManyWaitersException(Out out) throws Exception {
    Promise<Void> f = EventLoop.current().createPromise();
    AsyncFunction<Integer, Boom> w =
        n -> {
          try {
            await(f, Boom.class);
          } catch (Boom e) {
            out.p(n, e);
            return result(e);
          }
          return result(null);
        };
    List<Task<Boom>> ts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ts.add(createTask(w.apply(i)));
    }
    await(yieldNow());
    f.fail(new Boom("all"));
    List<Boom> r = await(gather(ts));
    out.p(r.get(0) == r.get(1) && r.get(1) == r.get(2));
    return done();
  }

  /**
   * Cancelling one task that awaits a shared promise cancels the promise for all; shield avoids it.
   */
  @Async
  static Coroutine<Void> t220_futureCancelOfOneWaiterHitsOthers(Out out) throws Exception {
    Promise<String> f = EventLoop.current().createPromise();
    AsyncFunction<Integer, Void> w =
        n -> {
          try {
            out.p(n, await(f));
          } catch (CancelledError e) {
            out.p(n, "cancelled");
            throw e;
          }
          return done();
        };
    List<Task<Void>> ts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ts.add(createTask(w.apply(i)));
    }
    await(yieldNow());
    ts.get(1).cancel();
    await(gatherSettled(ts));
    out.p(f.isCancelled(), ts.stream().map(Task::isCancelled).toList());
    Promise<String> g = EventLoop.current().createPromise();
    AsyncFunction<Integer, Void> s =
        n -> {
          try {
            out.p(n, await(shield(g)));
          } catch (CancelledError e) {
            out.p(n, "cancelled");
            throw e;
          }
          return done();
        };
    ts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ts.add(createTask(s.apply(i)));
    }
    await(yieldNow());
    ts.get(1).cancel();
    await(yieldNow());
    g.complete("v");
    await(gatherSettled(ts));
    out.p(g.isCancelled(), ts.stream().map(Task::isCancelled).toList());
    return done();
  }
}
