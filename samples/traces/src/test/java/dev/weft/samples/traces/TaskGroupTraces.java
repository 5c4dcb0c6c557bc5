package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimedOutException;
import java.util.List;

/** TaskGroup: tasks that end together. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class TaskGroupTraces {
  private static final class A extends Exception {
    private static final long serialVersionUID = 1;

    A(String message) {
      super(message);
    }
  }

  private static final class B extends Exception {
    private static final long serialVersionUID = 1;

    B(String message) {
      super(message);
    }
  }

  private TaskGroupTraces() {}

  /** The exceptions of that type; the others go on, as {@code except*} lets them. */
  private static ExceptionGroup caught(ExceptionGroup group, Class<? extends Throwable> type) {
    ExceptionGroup.Split split = group.split(type);
    if (split.rest() != null) {
      throw split.rest();
    }
    return split.matching();
  }

  /** The group waits for all of its tasks; their values are in them. */
  @Async
  static Coroutine<Void> t119_tgSuccess(Out out) {
    List<Task<Integer>> ts =
        await(
            TaskGroup.run(
                g -> {
                  Task<Integer> a = g.createTask(c119(out, 2));
                  Task<Integer> b = g.createTask(c119(out, 1));
                  out.p("body end");
                  return result(List.of(a, b));
                }));
    out.p(ts.get(0).result(), ts.get(1).result());
    return done();
  }

  @Async
  private static Coroutine<Integer> c119(Out out, int n) {
    await(sleep(ofMillis(n * 20)));
    out.p("done", n);
    return result(n);
  }

  /** One that fails while it is cancelled adds to the group. */
  @Async
  static Coroutine<Void> t121_tgMultipleErrors(Out out) {
    try {
      await(
          TaskGroup.run(
              g -> {
                g.createTask(nasty121());
                g.createTask(bad121());
                return done();
              }));
    } catch (ExceptionGroup eg) {
      out.p(Asyncio.name(eg), eg.exceptions());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> bad121() throws A {
    await(sleep(ofMillis(10)));
    throw new A("a");
  }

  @Async
  private static Coroutine<Void> nasty121() throws B {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      await(sleep(ofMillis(10)));
      throw new B("b");
    }
    return done();
  }

  /** Two that fail in the same iteration are both reported, in the order they ended. */
  @Async
  static Coroutine<Void> t122_tgTwoFailSameTick(Out out) {
    try {
      await(
          TaskGroup.run(
              g -> {
                g.createTask(bad122(1));
                g.createTask(bad122(2));
                try {
                  await(sleep(ofSeconds(5)));
                } catch (CancelledError e) {
                  out.p("body cancelled");
                  throw e;
                }
                return done();
              }));
    } catch (ExceptionGroup eg) {
      out.p(caught(eg, Boom.class).exceptions());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> bad122(int n) throws Boom {
    throw new Boom(String.valueOf(n));
  }

  /**
   * A body that awaits something else is cancelled when a task fails; outside nothing is seen of
   * it.
   */
  @Async
  static Coroutine<Void> t124_tgBodyCancelledByChild(Out out) {
    try {
      await(
          TaskGroup.run(
              g -> {
                g.createTask(bad124());
                try {
                  await(sleep(ofSeconds(5)));
                } catch (CancelledError e) {
                  out.p("body cancelled", currentTask().cancelling());
                  throw e;
                }
                return done();
              }));
    } catch (ExceptionGroup eg) {
      out.p(caught(eg, Boom.class).exceptions());
    }
    out.p(currentTask().cancelling());
    return done();
  }

  @Async
  private static Coroutine<Void> bad124() throws Boom {
    await(sleep(ofMillis(10)));
    throw new Boom("child");
  }

  /**
   * The failure of an inner group is wrapped twice; the other task of the outer one is cancelled.
   */
  @Async
  static Coroutine<Void> t125_tgNested(Out out) {
    try {
      await(
          TaskGroup.run(
              g -> {
                g.createTask(slow125(out, "outer"));
                g.createTask(inner125(out));
                return done();
              }));
    } catch (ExceptionGroup eg) {
      ExceptionGroup e = (ExceptionGroup) eg.exceptions().get(0);
      out.p(Asyncio.name(e), e.exceptions());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> bad125() throws Boom {
    await(sleep(ofMillis(10)));
    throw new Boom("x");
  }

  @Async
  private static Coroutine<Void> slow125(Out out, String n) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("fin", n);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> inner125(Out out) {
    await(
        TaskGroup.run(
            g -> {
              g.createTask(slow125(out, "inner"));
              g.createTask(bad125());
              return done();
            }));
    return done();
  }

  /** Cancelled from outside while a task fails: the failure wins. */
  @Async
  static Coroutine<Void> t127_tgCancelOutsideChildError(Out out) {
    Task<Void> t = createTask(parent127());
    await(sleep(ofMillis(10)));
    t.cancel();
    await(waitUntil(List.of(t)));
    out.p(
        t.isCancelled(),
        Asyncio.name(t.exception()),
        ((ExceptionGroup) t.exception()).exceptions());
    return done();
  }

  @Async
  private static Coroutine<Void> c127() throws Boom {
    try {
      await(sleep(ofSeconds(5)));
    } catch (CancelledError e) {
      throw new Boom("from child", e);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> parent127() {
    await(
        TaskGroup.run(
            g -> {
              g.createTask(c127());
              return done();
            }));
    return done();
  }

  /** A task that is cancelled by itself neither aborts the group nor counts as a failure. */
  @Async
  static Coroutine<Void> t128_tgChildCancelledAlone(Out out) {
    List<Task<Void>> ts =
        await(
            TaskGroup.run(
                g -> {
                  Task<Void> a = g.createTask(c128(out, "a"));
                  Task<Void> b = g.createTask(c128(out, "b"));
                  await(yieldNow());
                  a.cancel();
                  return result(List.of(a, b));
                }));
    out.p(ts.get(0).isCancelled(), ts.get(1).isDone());
    return done();
  }

  @Async
  private static Coroutine<Void> c128(Out out, String n) {
    await(sleep(ofMillis(20)));
    out.p("done", n);
    return done();
  }

  /** A task adds tasks to its own group, also while the group is ending. */
  @Async
  static Coroutine<Void> t130_tgDynamicSpawn(Out out) {
    await(
        TaskGroup.run(
            g -> {
              g.createTask(c130(out, g, 0));
              return done();
            }));
    out.p("end");
    return done();
  }

  @Async
  private static Coroutine<Void> c130(Out out, TaskGroup g, int n) {
    out.p("run", n);
    await(sleep(ofMillis(10)));
    if (n < 3) {
      g.createTask(c130(out, g, n + 1));
    }
    return done();
  }

  /** A timeout around a group cancels its tasks, then throws. */
  @Async
  static Coroutine<Void> t131_tgWithTimeout(Out out) {
    try {
      await(
          timeout(
              ofMillis(20),
              cm ->
                  TaskGroup.run(
                      g -> {
                        g.createTask(c131(out));
                        return done();
                      })));
    } catch (TimedOutException e) {
      out.p("timeout", currentTask().cancelling());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c131(Out out) {
    try {
      await(sleep(ofSeconds(5)));
    } finally {
      out.p("child fin");
    }
    return done();
  }

  /**
   * A task fails and the parent is cancelled from outside: first the group's exception, then the
   * cancellation.
   */
  @Async
  static Coroutine<Void> v313_11_tgExternalAndInternalCancel(Out out) {
    Task<Void> t = createTask(parent313(out));
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled());
    return done();
  }

  @Async
  private static Coroutine<Void> bad313() throws Boom {
    await(sleep(ofMillis(10)));
    throw new Boom("b");
  }

  @Async
  private static Coroutine<Void> parent313(Out out) {
    try {
      await(
          TaskGroup.run(
              g -> {
                g.createTask(bad313());
                try {
                  await(sleep(ofSeconds(5)));
                } finally {
                  currentTask().cancel();
                }
                return done();
              }));
    } catch (ExceptionGroup eg) {
      out.p("group", caught(eg, Boom.class).exceptions(), currentTask().cancelling());
    }
    try {
      await(yieldNow());
      out.p("no");
    } catch (CancelledError e) {
      out.p("outside cancel arrives");
      throw e;
    }
    return done();
  }
}
