package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.sync.AsyncLifoQueue;
import dev.weft.sync.AsyncPriorityQueue;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueEmptyException;
import dev.weft.sync.QueueFullException;
import dev.weft.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Queues: who gets which item, and who waits for whom. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class QueueTraces {
  private QueueTraces() {}

  private record Pair133(int number, String value) {
    List<Object> list() {
      return List.of(number, value);
    }
  }

  /** Last in, first out; and the least first. */
  @Async
  static Coroutine<Void> t133_queueLifoPriority(Out out) {
    AsyncLifoQueue<Integer> l = new AsyncLifoQueue<>();
    AsyncPriorityQueue<Pair133> q =
        new AsyncPriorityQueue<>(0, Comparator.comparingInt(Pair133::number));
    for (int x : List.of(3, 1, 2)) {
      l.putNowait(x);
      q.putNowait(new Pair133(x, "v" + x));
    }
    out.p(List.of(l.getNowait(), l.getNowait(), l.getNowait()));
    out.p(List.of(await(q.get()).list(), await(q.get()).list(), await(q.get()).list()));
    return done();
  }

  /** A blocked put goes on when there is room. */
  @Async
  static Coroutine<Void> t134_queueBounded(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>(2);
    AsyncCallable<Void> prod =
        () -> {
          for (int i = 0; i < 5; i++) {
            await(q.put(i));
            out.p("put", i, "size", q.size());
          }
          return done();
        };
    AsyncCallable<Void> cons =
        () -> {
          for (int i = 0; i < 5; i++) {
            int x = await(q.get());
            out.p("got", x);
            await(sleep(ofMillis(10)));
          }
          return done();
        };
    await(gather(prod.call(), cons.call()));
    return done();
  }

  /** Blocked getters are served first come, first served. */
  @Async
  static Coroutine<Void> t136_queueGettersFair(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>();
    AsyncFunction<String, Void> cons =
        n -> {
          out.p("cons", n, "got", await(q.get()));
          return done();
        };
    List<Task<Void>> ts = new ArrayList<>();
    for (String n : List.of("b", "c", "a")) {
      ts.add(createTask(cons.apply(n)));
    }
    await(yieldNow());
    for (int i = 0; i < 3; i++) {
      q.putNowait(i);
    }
    await(gather(ts));
    return done();
  }

  /** A woken getter can lose its item to getNowait, and then queues at the back. */
  @Async
  static Coroutine<Void> t137_queueSteal(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>();
    AsyncFunction<String, Void> cons =
        n -> {
          out.p("cons", n, "got", await(q.get()));
          return done();
        };
    Task<Void> a = createTask(cons.apply("a"));
    Task<Void> b = createTask(cons.apply("b"));
    await(yieldNow());
    q.putNowait(1);
    out.p("stolen", q.getNowait());
    await(yieldNow());
    q.putNowait(2);
    await(yieldNow());
    q.putNowait(3);
    await(gather(a, b));
    return done();
  }

  /** What getNowait and putNowait throw; empty, full, size, capacity. */
  @Async
  static Coroutine<Void> t139_queueNowaitErrors(Out out) {
    AsyncQueue<Integer> q = new AsyncQueue<>(1);
    try {
      q.getNowait();
    } catch (QueueEmptyException e) {
      out.p("empty", q.empty(), q.full(), q.size());
    }
    q.putNowait(1);
    try {
      q.putNowait(2);
    } catch (QueueFullException e) {
      out.p("full", q.empty(), q.full(), q.size(), q.capacity());
    }
    return done();
  }

  /** A cancelled getter loses no item, not even when it had been woken. */
  @Async
  static Coroutine<Void> t140_queueCancelGetter(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>();
    AsyncFunction<String, Void> cons =
        n -> {
          try {
            out.p("cons", n, "got", await(q.get()));
          } catch (CancelledError e) {
            out.p("cons", n, "cancelled");
            throw e;
          }
          return done();
        };
    Task<Void> a = createTask(cons.apply("a"));
    Task<Void> b = createTask(cons.apply("b"));
    await(yieldNow());
    q.putNowait(1); // Wakes a.
    a.cancel(); // In the same iteration.
    await(waitUntil(List.of(a, b)));
    out.p(a.isCancelled(), q.size());
    return done();
  }

  /** A get that timed out takes no later item. */
  @Async
  static Coroutine<Void> t142_queueGetTimeout(Out out) {
    AsyncQueue<String> q = new AsyncQueue<>();
    try {
      await(waitFor(q.get(), ofMillis(10)));
    } catch (TimedOutException e) {
      out.p("timeout");
    }
    q.putNowait("item");
    out.p(await(waitFor(q.get(), ofSeconds(1))));
    return done();
  }

  private record Job143(int n, int d) {}

  /** Three workers, six jobs of different lengths. */
  @Async
  static Coroutine<Void> t143_queueWorkerPool(Out out) throws Exception {
    AsyncQueue<Job143> q = new AsyncQueue<>();
    int[] ds = {3, 1, 1, 4, 1, 5};
    for (int n = 0; n < ds.length; n++) {
      q.putNowait(new Job143(n, ds[n]));
    }
    AsyncFunction<String, Void> worker =
        name -> {
          while (true) {
            Job143 job = await(q.get());
            out.p(name, "takes", job.n());
            await(sleep(ofMillis(job.d() * 30 + job.n() * 4)));
            out.p(name, "done", job.n());
            q.taskDone();
          }
        };
    List<Task<Void>> ws = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ws.add(createTask(worker.apply("w" + i)));
    }
    await(q.join());
    for (Task<Void> w : ws) {
      w.cancel();
    }
    List<Outcome<Void>> r = await(gatherSettled(ws));
    out.p(r.stream().map(x -> Asyncio.name(x.error())).toList());
    return done();
  }

  /** A capacity of 0 or less is none; put and get in turns keep the order. */
  @Async
  static Coroutine<Void> t229_queueZeroMaxsizeAndOrderMix(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>(-1);
    for (int i = 0; i < 100; i++) {
      q.putNowait(i);
    }
    out.p(q.full(), q.size());
    List<Integer> got = new ArrayList<>();
    AsyncCallable<Void> g =
        () -> {
          for (int i = 0; i < 50; i++) {
            got.add(await(q.get()));
            await(yieldNow());
          }
          return done();
        };
    await(gather(g.call(), g.call()));
    out.p(got.equals(IntStream.range(0, 100).boxed().toList()));
    return done();
  }

  /** Items put one per iteration go to two blocked consumers in turn. */
  @Async
  static Coroutine<Void> t230_queueTwoConsumersAlternate(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>();
    AsyncFunction<String, Void> cons =
        n -> {
          while (true) {
            out.p(n, await(q.get()));
          }
        };
    List<Task<Void>> cs = new ArrayList<>();
    for (String n : List.of("A", "B")) {
      cs.add(createTask(cons.apply(n)));
    }
    await(yieldNow());
    for (int i = 0; i < 4; i++) {
      q.putNowait(i);
      await(yieldNow());
    }
    out.p("burst");
    for (int i = 4; i < 8; i++) {
      q.putNowait(i);
    }
    await(yieldNow());
    for (Task<Void> c : cs) {
      c.cancel();
    }
    return done();
  }

  /** shutdown: put fails at once, get when the queue is empty; those who wait are woken. */
  @Async
  static Coroutine<Void> v313_07_queueShutdown(Out out) throws Exception {
    AsyncQueue<Integer> q = new AsyncQueue<>(1);
    q.putNowait(1);
    AsyncCallable<Void> put =
        () -> {
          try {
            await(q.put(2));
            out.p("put ok");
          } catch (QueueShutDownException e) {
            out.p("blocked put: shut down");
          }
          return done();
        };
    Task<Void> t = createTask(put.call());
    await(yieldNow());
    q.shutdown();
    await(t);
    try {
      q.putNowait(3);
    } catch (QueueShutDownException e) {
      out.p("put_nowait: shut down");
    }
    out.p(await(q.get()));
    try {
      await(q.get());
    } catch (QueueShutDownException e) {
      out.p("get: shut down");
    }
    AsyncQueue<Integer> r = new AsyncQueue<>();
    AsyncCallable<Void> get =
        () -> {
          try {
            await(r.get());
          } catch (QueueShutDownException e) {
            out.p("blocked get: shut down");
          }
          return done();
        };
    t = createTask(get.call());
    await(yieldNow());
    r.shutdown();
    await(t);
    return done();
  }

  /** An immediate shutdown drops the items and ends a join. */
  @Async
  static Coroutine<Void> v313_08_queueShutdownImmediate(Out out) {
    AsyncQueue<Integer> q = new AsyncQueue<>();
    q.putNowait(1);
    q.putNowait(2);
    Task<Void> j = createTask(q.join());
    await(yieldNow());
    out.p(j.isDone());
    q.shutdown(true);
    await(j);
    out.p("joined", q.size());
    try {
      q.getNowait();
    } catch (QueueShutDownException e) {
      out.p("shut down");
    }
    return done();
  }
}
