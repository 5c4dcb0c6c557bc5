package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncBoundedSemaphore;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.List;

/** Locks, events, conditions, semaphores, barriers. */
final class SyncTraces {
  private SyncTraces() {}

  /** A lock is taken first come, first served. */
  @Async
  static Coroutine<Void> t145_lockFifo(Out out) throws Exception {
    AsyncLock l = new AsyncLock();
    AsyncFunction<Integer, Void> c =
        n -> {
          out.p("want", n);
          try (var held = await(l.hold())) {
            out.p("have", n);
            await(yieldNow());
          }
          out.p("released", n);
          return done();
        };
    await(gather(c.apply(2), c.apply(0), c.apply(1)));
    return done();
  }

  /** After a release with waiters a newcomer queues behind the one that was woken. */
  @Async
  static Coroutine<Void> t146_lockNoBarging(Out out) throws Exception {
    AsyncLock l = new AsyncLock();
    await(l.acquire());
    AsyncFunction<String, Void> c =
        n -> {
          await(l.acquire());
          out.p("acquired", n);
          l.release();
          return done();
        };
    Task<Void> t = createTask(c.apply("waiter"));
    await(yieldNow());
    l.release();
    out.p("locked flag", l.locked());
    await(c.apply("newcomer"));
    await(t);
    return done();
  }

  /** A cancelled waiter is passed over; one that had just been woken passes the lock on. */
  @Async
  static Coroutine<Void> t148_lockCancelWaiter(Out out) throws Exception {
    AsyncLock l = new AsyncLock();
    await(l.acquire());
    AsyncFunction<Integer, Void> c =
        n -> {
          try {
            try (var held = await(l.hold())) {
              out.p("have", n);
            }
          } catch (CancelledError e) {
            out.p("cancelled", n);
            throw e;
          }
          return done();
        };
    List<Task<Void>> ts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ts.add(createTask(c.apply(i)));
    }
    await(yieldNow());
    ts.get(0).cancel();
    await(yieldNow());
    l.release(); // Wakes 1.
    ts.get(1).cancel(); // In the same iteration.
    await(waitUntil(ts));
    out.p(ts.stream().map(Task::isCancelled).toList(), l.locked());
    return done();
  }

  /** Releasing a lock that is not locked. */
  @Async
  static Coroutine<Void> t149_lockErrors(Out out) {
    AsyncLock l = new AsyncLock();
    out.p(l.locked(), Asyncio.isTrue(await(l.acquire())), l.locked());
    l.release();
    try {
      l.release();
    } catch (IllegalStateException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    return done();
  }

  /** set wakes all in order; waiting for a set event does not suspend. */
  @Async
  static Coroutine<Void> t151_eventBasic(Out out) throws Exception {
    AsyncEvent e = new AsyncEvent();
    AsyncFunction<Integer, Void> w =
        n -> {
          await(e.waitForSet());
          out.p("woke", n);
          return done();
        };
    List<Task<Void>> ts = new ArrayList<>();
    for (int n : List.of(2, 1, 3)) {
      ts.add(createTask(w.apply(n)));
    }
    await(yieldNow());
    out.p(e.isSet());
    e.set();
    out.p("set", e.isSet());
    out.p(Asyncio.isTrue(await(e.waitForSet())));
    out.p("no yield");
    await(gather(ts));
    return done();
  }

  /** Set and cleared in one iteration, it still wakes those who waited. */
  @Async
  static Coroutine<Void> t152_eventSetClear(Out out) throws Exception {
    AsyncEvent e = new AsyncEvent();
    AsyncFunction<Integer, Void> w =
        n -> {
          await(e.waitForSet());
          out.p("woke", n, "is_set", e.isSet());
          return done();
        };
    Task<Void> t = createTask(w.apply(1));
    await(yieldNow());
    e.set();
    e.clear();
    Task<Void> u = createTask(w.apply(2));
    await(sleep(ofMillis(10)));
    out.p(t.isDone(), u.isDone());
    e.set();
    await(u);
    return done();
  }

  /** waitFor tries its predicate until it holds. */
  @Async
  static Coroutine<Void> t154_conditionWaitFor(Out out) throws Exception {
    AsyncCondition c = new AsyncCondition();
    int[] n = {0};
    AsyncCallable<Void> w =
        () -> {
          try (var held = await(c.hold())) {
            await(c.waitFor(() -> n[0] >= 3));
            out.p("result", n[0]);
          }
          return done();
        };
    Task<Void> t = createTask(w.call());
    await(yieldNow());
    for (int i = 0; i < 4; i++) {
      try (var held = await(c.hold())) {
        n[0]++;
        out.p("n", n[0]);
        c.signal();
      }
      await(sleep(ofMillis(5)));
    }
    await(t);
    return done();
  }

  /** A cancelled wait holds the lock again when the CancelledError is thrown. */
  @Async
  static Coroutine<Void> t155_conditionCancelReacquires(Out out) throws Exception {
    AsyncCondition c = new AsyncCondition();
    AsyncCallable<Void> w =
        () -> {
          try (var held = await(c.hold())) {
            try {
              await(c.waitForSignal());
            } catch (CancelledError e) {
              out.p("cancelled, locked:", c.locked());
              throw e;
            }
          }
          return done();
        };
    Task<Void> t = createTask(w.call());
    await(yieldNow());
    await(c.acquire());
    t.cancel();
    await(sleep(ofMillis(10)));
    out.p("still blocked", t.isDone());
    c.release();
    await(waitUntil(List.of(t)));
    out.p(t.isCancelled(), c.locked());
    return done();
  }

  /** Two at a time, first come, first served. */
  @Async
  static Coroutine<Void> t157_semaphoreLimit(Out out) throws Exception {
    AsyncSemaphore s = new AsyncSemaphore(2);
    int[] run = {0};
    AsyncFunction<Integer, Void> c =
        n -> {
          try (var held = await(s.hold())) {
            run[0]++;
            out.p("in", n, "running", run[0]);
            await(sleep(ofMillis(20 + n * 3)));
            run[0]--;
          }
          return done();
        };
    List<Coroutine<Void>> cs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cs.add(c.apply(i));
    }
    await(gather(cs));
    out.p(s.locked());
    return done();
  }

  /** A release hands the permit to the one who has waited longest; a newcomer waits. */
  @Async
  static Coroutine<Void> t158_semaphoreNoBarging(Out out) throws Exception {
    AsyncSemaphore s = new AsyncSemaphore(1);
    await(s.acquire());
    AsyncFunction<String, Void> c =
        n -> {
          await(s.acquire());
          out.p("got", n);
          s.release();
          return done();
        };
    Task<Void> t = createTask(c.apply("waiter"));
    await(yieldNow());
    s.release();
    out.p("locked", s.locked());
    await(c.apply("newcomer"));
    await(t);
    out.p(s.locked());
    return done();
  }

  /** A bounded semaphore refuses a release too many, and any a negative number. */
  @Async
  static Coroutine<Void> t160_semaphoreBounded(Out out) {
    AsyncBoundedSemaphore s = new AsyncBoundedSemaphore(1);
    try (var held = await(s.hold())) {
      out.p(s.locked());
    }
    try {
      s.release();
    } catch (IllegalStateException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    try {
      new AsyncSemaphore(-1);
    } catch (IllegalArgumentException e) {
      out.p(Asyncio.message(e.getMessage()));
    }
    return done();
  }

  /**
   * A barrier lets all go when the last arrives, tells the order of arrival, and can be used again.
   */
  @Async
  static Coroutine<Void> t161_barrierBasic(Out out) throws Exception {
    AsyncBarrier b = new AsyncBarrier(3);
    AsyncFunction<Integer, Void> c =
        n -> {
          for (int r = 0; r < 2; r++) {
            await(sleep(ofMillis(n * 10)));
            int i = await(b.arrive());
            out.p("round", r, "task", n, "index", i);
          }
          return done();
        };
    await(gather(c.apply(2), c.apply(0), c.apply(1)));
    out.p(b.waiting(), b.parties(), b.isBroken());
    return done();
  }

  /** One that was signalled goes on only after the signaller has left the lock. */
  @Async
  static Coroutine<Void> t232_conditionNotifyNeedsRelease(Out out) throws Exception {
    AsyncCondition c = new AsyncCondition();
    AsyncCallable<Void> w =
        () -> {
          try (var held = await(c.hold())) {
            await(c.waitForSignal());
            out.p("waiter resumes");
          }
          return done();
        };
    Task<Void> t = createTask(w.call());
    await(yieldNow());
    try (var held = await(c.hold())) {
      c.signal();
      out.p("notified");
      await(sleep(ofMillis(5)));
      out.p("leaving lock");
    }
    await(t);
    return done();
  }

  /** Signalled and cancelled in one iteration: the signal goes to the next. */
  @Async
  static Coroutine<Void> t233_conditionCancelAfterNotify(Out out) throws Exception {
    AsyncCondition c = new AsyncCondition();
    AsyncFunction<Integer, Void> w =
        n -> {
          try (var held = await(c.hold())) {
            try {
              await(c.waitForSignal());
              out.p("woke", n);
            } catch (CancelledError e) {
              out.p("cancelled", n);
              throw e;
            }
          }
          return done();
        };
    List<Task<Void>> ts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      ts.add(createTask(w.apply(i)));
    }
    await(yieldNow());
    try (var held = await(c.hold())) {
      c.signal(1);
    }
    ts.get(0).cancel();
    await(sleep(ofMillis(10)));
    out.p(ts.stream().map(Task::isDone).toList());
    try (var held = await(c.hold())) {
      c.signalAll();
    }
    await(waitUntil(ts));
    return done();
  }
}
