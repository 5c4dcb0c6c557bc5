package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.TaskOptions;
import dev.weft.TimedOutException;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small programs of a kind that people write. */
final class PatternTraces {
  private PatternTraces() {}

  /** Try again, each time with a timeout, waiting longer and longer in between. */
  @Async
  static Coroutine<Void> t196_patternRetryTimeout(Out out) {
    int[] n = {0};
    for (int k = 0; k < 5; k++) {
      try {
        out.p(await(waitFor(flaky196(out, n), ofMillis(20))));
        break;
      } catch (TimedOutException e) {
        out.p("timed out");
        await(sleep(ofMillis(5 << k)));
      }
    }
    return done();
  }

  @Async
  private static Coroutine<String> flaky196(Out out, int[] n) {
    n[0]++;
    out.p("try", n[0]);
    await(sleep(ofMillis(n[0] < 3 ? 5000 : 5)));
    return result("ok");
  }

  /** A periodic task, stopped by a cancellation after three rounds. */
  @Async
  static Coroutine<Void> t197_patternPeriodicCancel(Out out) {
    Task<Void> t = createTask(periodic197(out));
    await(sleep(ofMillis(100)));
    t.cancel();
    await(gatherSettled(t));
    return done();
  }

  @Async
  private static Coroutine<Void> periodic197(Out out) {
    int i = 0;
    try {
      while (true) {
        out.p("tick", i);
        i++;
        await(sleep(ofMillis(40)));
      }
    } finally {
      out.p("stopped after", i);
    }
  }

  /** Five philosophers with ordered forks: everyone eats twice. */
  @Async
  static Coroutine<Void> t199_patternDining(Out out) throws Exception {
    List<AsyncLock> forks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      forks.add(new AsyncLock());
    }
    AsyncFunction<Integer, Void> phil =
        i -> {
          int a = Math.min(i, (i + 1) % 5);
          int b = Math.max(i, (i + 1) % 5);
          for (int r = 0; r < 2; r++) {
            try (var first = await(forks.get(a).hold())) {
              await(yieldNow());
              try (var second = await(forks.get(b).hold())) {
                out.p("phil", i, "eats", r);
                await(yieldNow());
              }
            }
          }
          return done();
        };
    List<Coroutine<Void>> phils = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      phils.add(phil.apply(i));
    }
    await(gather(phils));
    return done();
  }

  /** Two tasks that take turns with events. */
  @Async
  static Coroutine<Void> t200_patternRwRendezvous(Out out) throws Exception {
    AsyncEvent a = new AsyncEvent();
    AsyncEvent b = new AsyncEvent();
    AsyncCallable<Void> ping =
        () -> {
          for (int i = 0; i < 3; i++) {
            out.p("ping", i);
            b.set();
            await(a.waitForSet());
            a.clear();
          }
          return done();
        };
    AsyncCallable<Void> pong =
        () -> {
          for (int i = 0; i < 3; i++) {
            await(b.waitForSet());
            b.clear();
            out.p("pong", i);
            a.set();
          }
          return done();
        };
    await(gather(ping.call(), pong.call()));
    return done();
  }

  /** Pseudo-random cancellations of tasks that wait for all kinds of things. */
  @Async
  static Coroutine<Void> t202_stressCancelLcg(Out out) throws Exception {
    List<String> log = new ArrayList<>();
    AsyncQueue<Integer> q = new AsyncQueue<>(2);
    AsyncLock l = new AsyncLock();
    AsyncSemaphore sem = new AsyncSemaphore(1);
    AsyncFunction<Integer, Integer> w =
        n -> {
          long st = n * 104729 + 3;
          for (int k = 0; k < 12; k++) {
            st = next202(st);
            int op = (int) ((st >> 16) % 7);
            try {
              switch (op) {
                case 0 -> await(yieldNow());
                case 1 -> {
                  try (var held = await(l.hold())) {
                    await(leaf202());
                  }
                }
                case 2 -> await(q.put(n));
                case 3 -> await(q.get());
                case 4 -> await(gather(leaf202(), leaf202()));
                case 5 -> {
                  try (var held = await(sem.hold())) {
                    await(leaf202());
                  }
                }
                default -> await(shield(leaf202()));
              }
              log.add(n + "." + op);
            } catch (CancelledError e) {
              log.add(n + "." + op + "X");
              currentTask().uncancel();
            }
          }
          return result(n);
        };
    List<Task<Integer>> ts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ts.add(createTask(w.apply(i), TaskOptions.named("w" + i)));
    }
    long st = 42;
    for (int k = 0; k < 60; k++) {
      await(yieldNow());
      st = next202(st);
      if ((st >> 16) % 3 == 0) {
        int victim = (int) ((st >> 20) % 8);
        ts.get(victim).cancel();
        log.add("C" + victim);
      }
    }
    for (int k = 0; k < 200; k++) {
      if (ts.stream().allMatch(Task::isDone)) {
        break;
      }
      for (Task<Integer> t : ts) {
        t.cancel();
      }
      await(yieldNow());
      await(yieldNow());
    }
    List<Outcome<Integer>> r = await(gatherSettled(ts));
    for (int i = 0; i < log.size(); i += 16) {
      out.p(String.join(" ", log.subList(i, Math.min(i + 16, log.size()))));
    }
    out.p(r.stream().map(x -> x.isSuccess() ? x.get() : Asyncio.name(x.error())).toList());
    return done();
  }

  private static long next202(long st) {
    return (st * 1103515245 + 12345) % (1L << 31);
  }

  @Async
  private static Coroutine<Void> leaf202() {
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  /** Six jobs, two at a time, values in order. */
  @Async
  static Coroutine<Void> t251_patternBoundedGather(Out out) throws Exception {
    AsyncSemaphore s = new AsyncSemaphore(2);
    int[] live = {0};
    int[] peak = {0};
    AsyncFunction<Integer, Integer> job =
        i -> {
          try (var held = await(s.hold())) {
            live[0]++;
            peak[0] = Math.max(peak[0], live[0]);
            for (int k = 0; k < 6 - i; k++) {
              await(yieldNow());
            }
            live[0]--;
            out.p("done", i);
            return result(i * i);
          }
        };
    List<Coroutine<Integer>> jobs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      jobs.add(job.apply(i));
    }
    out.p(await(gather(jobs)), peak[0]);
    return done();
  }

  /** Callers of the same thing share one computation while it is in flight. */
  private static final class Loader253 {
    private final Map<String, Task<String>> inflight = new HashMap<>();
    private int calls;

    @Async
    private Coroutine<String> load(String k) {
      calls++;
      await(sleep(ofMillis(10)));
      return result("v" + k);
    }

    @Async
    Coroutine<String> get(String k) {
      if (!inflight.containsKey(k)) {
        inflight.put(k, createTask(load(k)));
        inflight.get(k).onDone(t -> inflight.remove(k));
      }
      return result(await(shield(inflight.get(k))));
    }
  }

  /** Concurrent callers share one computation through a map of tasks. */
  @Async
  static Coroutine<Void> t253_patternSingleflight(Out out) {
    Loader253 loader = new Loader253();
    out.p(
        await(gather(loader.get("a"), loader.get("a"), loader.get("b"), loader.get("a"))),
        loader.calls);
    out.p(await(loader.get("a")), loader.calls);
    return done();
  }

  private record Page254(String url, int depth) {}

  /** A crawler, breadth first, with a limit of depth. */
  @Async
  static Coroutine<Void> t254_patternCrawler(Out out) throws Exception {
    Map<String, List<String>> graph =
        Map.of(
            "/", List.of("/a", "/b"),
            "/a", List.of("/c", "/b"),
            "/b", List.of("/d"),
            "/c", List.of("/"),
            "/d", List.of("/e"),
            "/e", List.of());
    Set<String> seen = new HashSet<>();
    AsyncQueue<Page254> q = new AsyncQueue<>();
    List<String> order = new ArrayList<>();
    q.putNowait(new Page254("/", 0));
    seen.add("/");
    AsyncCallable<Void> worker =
        () -> {
          while (true) {
            Page254 page = await(q.get());
            await(yieldNow());
            order.add(page.url());
            if (page.depth() < 3) {
              for (String v : graph.get(page.url())) {
                if (seen.add(v)) {
                  q.putNowait(new Page254(v, page.depth() + 1));
                }
              }
            }
            q.taskDone();
          }
        };
    List<Task<Void>> ws = List.of(createTask(worker.call()), createTask(worker.call()));
    await(q.join());
    ws.forEach(Task::cancel);
    await(gatherSettled(ws));
    out.p(order);
    return done();
  }
}
