package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.List;

/** gather: order, failures, cancellation in both directions. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class GatherTraces {
  private GatherTraces() {}

  /** Values in the order of the arguments though they come in another. */
  @Async
  static Coroutine<Void> t052_gatherResultOrder(Out out) {
    out.p(await(gather(c052(out, "a", 3), c052(out, "b", 1), c052(out, "c", 2))));
    return done();
  }

  @Async
  private static Coroutine<String> c052(Out out, String n, int d) {
    await(sleep(ofMillis(d * 20)));
    out.p("done", n);
    return result(n);
  }

  /** gather of nothing. */
  @Async
  static Coroutine<Void> t053_gatherEmpty(Out out) {
    out.p(await(gather()));
    out.p(await(gatherSettled(List.of())));
    return done();
  }

  /** gatherSettled: exceptions become outcomes, in order. */
  @Async
  static Coroutine<Void> t055_gatherReturnExceptions(Out out) throws Boom {
    out.p(await(gatherSettled(ok055(2), bad055(1), bad055(3), ok055(0))));
    return done();
  }

  @Async
  private static Coroutine<Integer> ok055(int d) {
    await(sleep(ofMillis(d * 20)));
    return result(d);
  }

  @Async
  private static Coroutine<Integer> bad055(int d) throws Boom {
    await(sleep(ofMillis(d * 20)));
    throw new Boom(String.valueOf(d));
  }

  /** The first exception is thrown at once; the others go on. */
  @Async
  static Coroutine<Void> t056_gatherFirstExceptionOthersRun(Out out) {
    Task<Integer> s = createTask(slow056(out));
    try {
      await(gather(s, bad056()));
    } catch (Boom e) {
      out.p("caught", e, "slow done", s.isDone());
    }
    out.p("then", await(s));
    return done();
  }

  @Async
  private static Coroutine<Integer> bad056() throws Boom {
    await(sleep(ofMillis(20)));
    throw new Boom("1");
  }

  @Async
  private static Coroutine<Integer> slow056(Out out) {
    await(sleep(ofMillis(50)));
    out.p("slow finished");
    return result(1);
  }

  /** Cancelling the task that awaits cancels every child, then it throws in the parent. */
  @Async
  static Coroutine<Void> t058_gatherCancelOuter(Out out) {
    Task<Void> t = createTask(parent058(out));
    await(sleep(ofMillis(10)));
    out.p("cancel", t.cancel());
    try {
      await(t);
    } catch (CancelledError e) {
      out.p("main sees cancelled", t.isCancelled());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c058(Out out, int n) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p("child cancelled", n);
      throw e;
    } finally {
      out.p("child finally", n);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> parent058(Out out) {
    try {
      await(gather(c058(out, 1), c058(out, 2), c058(out, 3)));
    } catch (CancelledError e) {
      out.p("parent cancelled");
      throw e;
    }
    return done();
  }

  /** cancel on the gather itself: not cancelled at once; children in order. */
  @Async
  static Coroutine<Void> t059_gatherCancelFutureItself(Out out) {
    Future<List<Void>> g = gather(c059(out, 1), c059(out, 2));
    await(yieldNow());
    out.p(g.cancel(), g.isDone());
    try {
      await(g);
    } catch (CancelledError e) {
      out.p("cancelled error", g.isCancelled(), g.isDone());
    }
    out.p(g.cancel());
    return done();
  }

  @Async
  private static Coroutine<Void> c059(Out out, int n) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("fin", n);
    }
    return done();
  }

  /** A cancelled child is an outcome with a CancelledError. */
  @Async
  static Coroutine<Void> t061_gatherChildCancelledRetexc(Out out) {
    Task<String> a = createTask(c061("a"));
    Task<String> b = createTask(c061("b"));
    EventLoop.current().callSoon(() -> a.cancel("why"));
    List<Outcome<String>> r = await(gatherSettled(a, b));
    out.p(Asyncio.name(r.get(0).error()), r.get(1));
    return done();
  }

  @Async
  private static Coroutine<String> c061(String n) {
    await(sleep(ofMillis(20)));
    return result(n);
  }

  /** Cancelled from outside, gatherSettled throws all the same. */
  @Async
  static Coroutine<Void> t062_gatherCancelRetexcStillRaises(Out out) throws Exception {
    AsyncCallable<List<Outcome<Void>>> parent =
        () -> result(await(gatherSettled(c062(out), c062(out))));
    Task<List<Outcome<Void>>> t = createTask(parent.call());
    await(sleep(ofMillis(10)));
    t.cancel();
    try {
      out.p(await(t));
    } catch (CancelledError e) {
      out.p("parent cancelled");
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c062(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      out.p("child");
      throw e;
    }
    return done();
  }

  /** gather of gathers. */
  @Async
  static Coroutine<Void> t064_gatherNested(Out out) {
    List<Object> r =
        await(
            Weft.<Object>gather(
                gather(c064(out, 1), c064(out, 2)),
                c064(out, 3),
                Weft.<Object>gather(c064(out, 4), gather(c064(out, 5)))));
    out.p(r);
    return done();
  }

  @Async
  private static Coroutine<Integer> c064(Out out, int n) {
    await(yieldNow());
    out.p(n);
    return result(n);
  }

  /** gather makes tasks of coroutines when it is called, before it is awaited. */
  @Async
  static Coroutine<Void> t065_gatherEagerScheduling(Out out) {
    Future<List<Integer>> g = gather(c065(out, 1), c065(out, 2));
    out.p("called");
    await(yieldNow());
    out.p("now await");
    out.p(await(g));
    return done();
  }

  @Async
  private static Coroutine<Integer> c065(Out out, int n) {
    out.p("run", n);
    return result(n);
  }

  /** Cancelling a gather that has failed does not cancel the rest. */
  @Async
  static Coroutine<Void> t067_gatherCancelAfterFailed(Out out) throws Boom {
    Task<String> s = createTask(slow067());
    Future<List<Object>> g = gather(bad067(), s);
    try {
      await(g, Boom.class);
    } catch (Boom e) {
      out.p("failed");
    }
    out.p(g.cancel());
    out.p(await(s));
    return done();
  }

  @Async
  private static Coroutine<Void> bad067() throws Boom {
    throw new Boom("x");
  }

  @Async
  private static Coroutine<String> slow067() {
    await(sleep(ofMillis(30)));
    return result("slow ok");
  }

  /** Two gathers over one task: cancelling one cancels the task for both. */
  @Async
  static Coroutine<Void> t217_gatherSharedTask(Out out) {
    Task<Void> t = createTask(c217());
    Future<List<Void>> g1 = gather(t);
    Future<List<Outcome<Void>>> g2 = gatherSettled(t);
    await(yieldNow());
    g1.cancel();
    for (Future<? extends List<?>> g : List.of(g1, g2)) {
      try {
        List<?> r = await(g);
        out.p(r.stream().map(x -> Asyncio.name(((Outcome<?>) x).error())).toList());
      } catch (CancelledError e) {
        out.p("cancelled");
      }
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c217() {
    await(sleep(ofSeconds(5)));
    return done();
  }
}
