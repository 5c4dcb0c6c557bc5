package dev.weft.samples.traces;

import static dev.weft.Weft.asCompleted;
import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.WaitResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** waitUntil and asCompleted. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class WaitTraces {
  private WaitTraces() {}

  /** Until all are done; exceptions are not thrown. */
  @Async
  static Coroutine<Void> t068_waitAll(Out out) throws Boom {
    List<Task<Integer>> ts = new ArrayList<>();
    for (int i : List.of(1, 2, 3)) {
      ts.add(createTask(c068(i)));
    }
    WaitResult<Task<Integer>> r = await(waitUntil(ts));
    out.p(r.done().size(), r.pending().size(), exceptions(ts));
    return done();
  }

  @Async
  private static Coroutine<Integer> c068(int n) throws Boom {
    await(sleep(ofMillis(n * 20)));
    if (n == 2) {
      throw new Boom("2");
    }
    return result(n);
  }

  private static List<Throwable> exceptions(List<? extends Task<?>> tasks) {
    List<Throwable> exceptions = new ArrayList<>();
    for (Task<?> task : tasks) {
      exceptions.add(task.exception());
    }
    return exceptions;
  }

  /** Until the first failure; a cancelled task is none. */
  @Async
  static Coroutine<Void> t070_waitFirstException(Out out) throws Boom {
    List<Task<Integer>> ts =
        List.of(
            createTask(ok070(1)),
            createTask(bad070(3)),
            createTask(ok070(5)),
            createTask(ok070(50)));
    EventLoop.current().callLater(ofMillis(40), ts.get(3)::cancel);
    WaitResult<Task<Integer>> r = await(waitUntil(ts, ReturnWhen.FIRST_EXCEPTION));
    out.p(ts.stream().map(r.done()::contains).toList(), r.pending().size());
    await(waitUntil(r.pending()));
    return done();
  }

  @Async
  private static Coroutine<Integer> ok070(int d) {
    await(sleep(ofMillis(d * 20)));
    return result(d);
  }

  @Async
  private static Coroutine<Integer> bad070(int d) throws Boom {
    await(sleep(ofMillis(d * 20)));
    throw new Boom("b");
  }

  /** A timeout gives what is pending, and neither cancels nor throws. */
  @Async
  static Coroutine<Void> t071_waitTimeout(Out out) {
    Task<Integer> t = createTask(c071(out));
    WaitResult<Task<Integer>> r =
        await(waitUntil(List.of(t), ReturnWhen.ALL_COMPLETED, ofMillis(10)));
    out.p(r.done().size(), r.pending().size(), t.isCancelled());
    out.p(await(t));
    return done();
  }

  @Async
  private static Coroutine<Integer> c071(Out out) {
    await(sleep(ofMillis(50)));
    out.p("finished anyway");
    return result(1);
  }

  /**
   * Nothing to wait for; no such condition; a coroutine, which the compiler has to be kept from
   * seeing.
   */
  @Async
  static Coroutine<Void> t073_waitBadArgs(Out out) {
    try {
      await(waitUntil(List.of()));
    } catch (IllegalArgumentException e) {
      out.p("ValueError");
    }
    try {
      await(waitUntil(List.of(createTask(c073())), ReturnWhen.valueOf("x")));
    } catch (IllegalArgumentException e) {
      out.p("ValueError");
    }
    Coroutine<Void> x = c073();
    try {
      await(waitUntil(unchecked(List.of(x))));
    } catch (ClassCastException e) {
      out.p("TypeError");
    }
    x.close();
    await(yieldNow());
    return done();
  }

  @Async
  private static Coroutine<Void> c073() {
    return done();
  }

  @SuppressWarnings("unchecked")
  private static Collection<Task<Void>> unchecked(Collection<?> futures) {
    return (Collection<Task<Void>>) futures;
  }

  /** Tasks are dealt with as they finish, and new ones join. */
  @Async
  static Coroutine<Void> t074_waitDrainLoop(Out out) {
    Set<Task<Integer>> pending = new LinkedHashSet<>();
    for (int n : List.of(1, 3, 5)) {
      pending.add(createTask(c074(n)));
    }
    List<Integer> seen = new ArrayList<>();
    while (!pending.isEmpty()) {
      WaitResult<Task<Integer>> r = await(waitUntil(pending, ReturnWhen.FIRST_COMPLETED));
      pending = new LinkedHashSet<>(r.pending());
      for (Task<Integer> t : r.done()) {
        seen.add(t.result());
        if (t.result() == 1) {
          pending.add(createTask(c074(6)));
        }
      }
    }
    out.p(seen);
    return done();
  }

  @Async
  private static Coroutine<Integer> c074(int n) {
    await(sleep(ofMillis(n * 20)));
    return result(n);
  }

  /** asCompleted with a timeout throws it at the await; those that are done come first. */
  @Async
  static Coroutine<Void> t076_asCompletedTimeout(Out out) {
    List<Task<Integer>> ts = new ArrayList<>();
    for (int n : List.of(1, 9, 10)) {
      ts.add(createTask(c076(n)));
    }
    for (Coroutine<Integer> f : asCompleted(ts, ofMillis(100))) {
      try {
        out.p(await(f));
      } catch (TimedOutException e) {
        out.p("timeout");
      }
    }
    out.p(ts.stream().map(Task::isDone).toList());
    for (Task<Integer> t : ts) {
      t.cancel();
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> c076(int n) {
    await(sleep(ofMillis(n * 30)));
    return result(n);
  }

  /** The exception of the next one to finish is thrown at its await. */
  @Async
  static Coroutine<Void> t077_asCompletedException(Out out) throws Boom {
    for (Coroutine<Integer> f : asCompleted(List.of(c077(3), c077(2), c077(1)))) {
      try {
        out.p(await(f, Boom.class));
      } catch (Boom e) {
        out.p("caught", e);
      }
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> c077(int n) throws Boom {
    await(sleep(ofMillis(n * 20)));
    if (n == 2) {
      throw new Boom("two");
    }
    return result(n);
  }

  /** waitUntil on tasks that are done takes one iteration all the same. */
  @Async
  static Coroutine<Void> t214_waitAlreadyDone(Out out) {
    Task<Integer> t = createTask(c214());
    await(t);
    EventLoop.current().callSoon(() -> out.p("tick"));
    WaitResult<Task<Integer>> r = await(waitUntil(List.of(t)));
    out.p(r.done().size());
    return done();
  }

  @Async
  private static Coroutine<Integer> c214() {
    return result(1);
  }

  /** asCompleted of the same task several times gives it once. */
  @Async
  static Coroutine<Void> t215_asCompletedDuplicates(Out out) throws Exception {
    AsyncCallable<String> c =
        () -> {
          await(yieldNow());
          return result("once");
        };
    Task<String> t = createTask(c.call());
    List<String> r = new ArrayList<>();
    for (Coroutine<String> f : asCompleted(List.of(t, t, t))) {
      r.add(await(f));
    }
    out.p(r);
    return done();
  }
}
