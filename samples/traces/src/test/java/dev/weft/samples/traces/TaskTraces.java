package dev.weft.samples.traces;

import static dev.weft.Weft.allTasks;
import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.InvalidStateException;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Tasks: when they start, when they go on, how many trips of the loop each thing takes. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class TaskTraces {
  private TaskTraces() {}

  /** createTask starts nothing now; tasks start first in, first out when the creator suspends. */
  @Async
  static Coroutine<Void> t014_taskStartOrder(Out out) {
    List<Task<Void>> ts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ts.add(createTask(c014(out, i)));
    }
    out.p("created");
    await(ts.get(3));
    out.p("after await of last");
    out.p(ts.stream().map(Task::isDone).toList());
    return done();
  }

  @Async
  private static Coroutine<Void> c014(Out out, int n) {
    out.p("start", n);
    return done();
  }

  /** yieldNow gives strict round-robin among tasks. */
  @Async
  static Coroutine<Void> t016_taskSleep0RoundRobin(Out out) {
    await(gather(Stream.of("A", "B", "C").map(x -> c016(out, x)).toList()));
    return done();
  }

  @Async
  private static Coroutine<Void> c016(Out out, String n) {
    for (int i = 0; i < 3; i++) {
      out.p(n, i);
      await(yieldNow());
    }
    out.p(n, "end");
    return done();
  }

  /** Tasks with different numbers of yields. */
  @Async
  static Coroutine<Void> t017_taskSleep0Uneven(Out out) {
    await(gather(c017(out, "A", 1), c017(out, "B", 3), c017(out, "C", 2)));
    out.p("main");
    return done();
  }

  @Async
  private static Coroutine<Void> c017(Out out, String n, int k) {
    for (int i = 0; i < k; i++) {
      out.p(n, i);
      await(yieldNow());
    }
    out.p(n, "end");
    return done();
  }

  /** Counts the iterations of the loop: a callback that schedules itself again and again. */
  private static final class Ticker implements Runnable {
    private final EventLoop loop = EventLoop.current();
    private final Out out;
    private int tick;

    Ticker(Out out) {
      this.out = out;
      loop.callSoon(this);
    }

    @Override
    public void run() {
      tick++;
      loop.callSoon(this);
    }

    /** Prints how many iterations {@code awaitable} takes. */
    @Async
    Coroutine<Void> measure(String label, Awaitable<?> awaitable) {
      await(yieldNow());
      int before = tick;
      await(awaitable);
      out.p(label, tick - before);
      return done();
    }
  }

  /** How many iterations of the loop each primitive takes. */
  @Async
  static Coroutine<Void> t019_taskTicks(Out out) throws Exception {
    EventLoop loop = EventLoop.current();
    Ticker m = new Ticker(out);
    await(m.measure("coroutine", noop019()));
    await(m.measure("sleep0", yieldNow()));
    await(m.measure("task", createTask(noop019()))); // Done by then.
    AsyncCallable<Object> mk = () -> result(await(createTask(noop019())));
    await(m.measure("create+await task", mk.call()));
    mk = () -> result(await(gather(noop019())));
    await(m.measure("gather(1)", mk.call()));
    mk = () -> result(await(gather(noop019(), noop019(), noop019())));
    await(m.measure("gather(3)", mk.call()));
    mk =
        () -> {
          Promise<Integer> f = loop.createPromise();
          loop.callSoon(() -> f.complete(1));
          return result(await(f));
        };
    await(m.measure("future via call_soon", mk.call()));
    mk = () -> result(await(waitUntil(List.of(createTask(noop019())))));
    await(m.measure("wait(1)", mk.call()));
    mk = () -> result(await(shield(noop019())));
    await(m.measure("shield", mk.call()));
    mk =
        () ->
            result(
                await(
                    TaskGroup.run(
                        g -> {
                          g.createTask(noop019());
                          return done();
                        })));
    await(m.measure("taskgroup(1)", mk.call()));
    mk = () -> result(await(TaskGroup.run(g -> done())));
    await(m.measure("taskgroup(0)", mk.call()));
    mk = () -> result(await(timeout(ofSeconds(5), cm -> yieldNow())));
    await(m.measure("timeout+sleep0", mk.call()));
    mk =
        () -> {
          AsyncQueue<Integer> q = new AsyncQueue<>();
          await(q.put(1));
          return result(await(q.get()));
        };
    await(m.measure("queue put+get", mk.call()));
    mk =
        () -> {
          AsyncLock l = new AsyncLock();
          try (var held = await(l.hold())) {
            return result(null);
          }
        };
    await(m.measure("lock uncontended", mk.call()));
    return done();
  }

  @Async
  private static Coroutine<Integer> noop019() {
    return result(1);
  }

  /** Iterations of waitFor(coroutine): it runs in the caller's task. */
  @Async
  static Coroutine<Void> t020_taskTicksWaitFor(Out out) {
    Ticker m = new Ticker(out);
    await(m.measure("wait_for(noop)", waitFor(noop019(), ofSeconds(5))));
    await(m.measure("wait_for(yielding)", waitFor(yielding020(), ofSeconds(5))));
    return done();
  }

  @Async
  private static Coroutine<Void> yielding020() {
    await(yieldNow());
    return done();
  }

  /** Callbacks and awaiting tasks share one queue. */
  @Async
  static Coroutine<Void> t022_taskWaiterVsCallbacks(Out out) throws Exception {
    Task<Integer> t = createTask(work022());
    t.onDone(f -> out.p("cb before"));
    AsyncCallable<Void> w =
        () -> {
          await(t);
          out.p("waiter");
          return done();
        };
    Task<Void> w1 = createTask(w.call());
    await(yieldNow());
    t.onDone(f -> out.p("cb after"));
    await(t);
    out.p("main");
    await(w1);
    return done();
  }

  @Async
  private static Coroutine<Integer> work022() {
    await(yieldNow());
    return result(1);
  }

  /** The wake-up of a waiter goes to the end of the ready queue. */
  @Async
  static Coroutine<Void> t023_taskCompletionVsReady(Out out) {
    Task<Void> q = createTask(quick023(out));
    Task<Void> s = createTask(spin023(out, "s"));
    await(q);
    out.p("main woke");
    await(s);
    return done();
  }

  @Async
  private static Coroutine<Void> quick023(Out out) {
    out.p("quick");
    return done();
  }

  @Async
  private static Coroutine<Void> spin023(Out out, String n) {
    for (int i = 0; i < 4; i++) {
      out.p(n, i);
      await(yieldNow());
    }
    return done();
  }

  /** currentTask inside a task and a callback; allTasks excludes those that are done. */
  @Async
  static Coroutine<Void> t025_taskCurrentAll(Out out) {
    EventLoop loop = EventLoop.current();
    Task<?> me = currentTask();
    out.p(allTasks().size(), allTasks().contains(me));
    Task<Void> t = createTask(c025());
    Task<Void> u = createTask(c025());
    out.p(allTasks().size());
    loop.callSoon(() -> out.p("in callback", currentTask()));
    await(t);
    await(u);
    out.p(allTasks().size(), currentTask() == me);
    out.p("inline same task", await(inner025(me)));
    return done();
  }

  @Async
  private static Coroutine<Boolean> inner025(Task<?> me) {
    return result(currentTask() == me);
  }

  @Async
  private static Coroutine<Void> c025() {
    await(sleep(ofMillis(10)));
    return done();
  }

  /** isDone, isCancelled, result and exception through the life of a task. */
  @Async
  static Coroutine<Void> t026_taskStates(Out out) throws Exception {
    Task<Integer> t = createTask(c026());
    out.p(t.isDone(), t.isCancelled());
    Map<String, Callable<Object>> methods = new LinkedHashMap<>();
    methods.put("result", t::result);
    methods.put("exception", t::exception);
    for (Map.Entry<String, Callable<Object>> m : methods.entrySet()) {
      try {
        m.getValue().call();
      } catch (InvalidStateException e) {
        out.p(m.getKey(), "invalid state");
      }
    }
    out.p(await(t), t.isDone(), t.isCancelled(), t.result(), t.exception());
    return done();
  }

  @Async
  private static Coroutine<Integer> c026() {
    await(yieldNow());
    return result(3);
  }

  /** A task that awaits itself gets an exception. */
  @Async
  static Coroutine<Void> t028_taskSelfAwait(Out out) throws Exception {
    AsyncCallable<String> c =
        () -> {
          try {
            await(currentTask());
          } catch (IllegalStateException e) {
            out.p("cannot await itself", e.getMessage().contains("cannot await on itself"));
          }
          return result("ok");
        };
    out.p(await(createTask(c.call())));
    return done();
  }

  /** sleep with a value; values by deadline; a negative delay is none. */
  @Async
  static Coroutine<Void> t031_sleepResultAndOrder(Out out) throws Exception {
    out.p(
        await(sleep(ofMillis(10), "r")),
        await(sleep(Duration.ZERO, "z")),
        await(sleep(ofSeconds(-5), "neg")));
    AsyncFunction<Integer, Void> s =
        n -> {
          await(sleep(ofMillis(n * 30)));
          out.p("slept", n);
          return done();
        };
    await(gather(s.apply(3), s.apply(1), s.apply(2)));
    return done();
  }

  /** yieldNow goes straight to the ready queue; the shortest sleep goes through the timers. */
  @Async
  static Coroutine<Void> t032_sleep0VsShortSleep(Out out) {
    await(gather(b032(out), a032(out)));
    return done();
  }

  @Async
  private static Coroutine<Void> a032(Out out) {
    await(yieldNow());
    out.p("a");
    return done();
  }

  @Async
  private static Coroutine<Void> b032(Out out) {
    await(sleep(ofMillis(20)));
    out.p("b");
    return done();
  }
}
