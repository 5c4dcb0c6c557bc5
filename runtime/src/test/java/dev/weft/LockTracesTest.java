package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;

import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncBoundedSemaphore;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Locks, semaphores, events, conditions, barriers. */
class LockTracesTest extends Traces {
  private static <T> List<Task<T>> tasks(List<Coroutine<T>> coroutines) {
    List<Task<T>> tasks = new ArrayList<>();
    coroutines.forEach(coroutine -> tasks.add(createTask(coroutine)));
    return tasks;
  }

  @TestFactory
  Stream<DynamicTest> locks() {
    return Stream.of(
        trace(
            "145_lock_fifo",
            () -> {
              AsyncLock lock = new AsyncLock();
              List<Coroutine<Void>> all = new ArrayList<>();
              for (int n : List.of(2, 0, 1)) {
                all.add(
                    co(
                        () -> {
                          p("want", n);
                          try (var held = await(lock.hold())) {
                            p("have", n);
                            await(yieldNow());
                          }
                          p("released", n);
                          return done();
                        }));
              }
              await(gather(all));
              return done();
            }),
        trace(
            "146_lock_no_barging",
            () -> {
              AsyncLock lock = new AsyncLock();
              await(lock.acquire());
              Task<Void> waiter = createTask(acquireAndRelease(lock, "waiter"));
              await(yieldNow());
              lock.release();
              p("locked flag", lock.locked());
              await(acquireAndRelease(lock, "newcomer"));
              await(waiter);
              return done();
            }),
        trace(
            "148_lock_cancel_waiter",
            () -> {
              AsyncLock lock = new AsyncLock();
              await(lock.acquire());
              List<Coroutine<Void>> all = new ArrayList<>();
              for (int n = 0; n < 3; n++) {
                all.add(holdOrCancelled(lock, n));
              }
              List<Task<Void>> tasks = tasks(all);
              await(yieldNow());
              tasks.get(0).cancel();
              await(yieldNow());
              lock.release();
              tasks.get(1).cancel();
              await(waitUntil(tasks));
              p(tasks.stream().map(Task::isCancelled).toList(), lock.locked());
              return done();
            }),
        trace(
            "149_lock_errors",
            () -> {
              AsyncLock lock = new AsyncLock();
              boolean before = lock.locked();
              await(lock.acquire());
              p(before, true, lock.locked()); // Lock.acquire gives True in Python.
              lock.release();
              try {
                lock.release();
              } catch (IllegalStateException e) {
                p("Lock is not acquired.");
              }
              return done();
            }),
        trace(
            "223_cancel_while_entering_lock",
            () -> {
              AsyncLock lock = new AsyncLock();
              await(lock.acquire());
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try (var held = await(lock.hold())) {
                              p("never");
                            } catch (CancelledError e) {
                              p("cancelled, still locked", lock.locked());
                              throw e;
                            }
                            return done();
                          }));
              await(yieldNow());
              task.cancel();
              await(waitUntil(List.of(task)));
              lock.release();
              p(lock.locked());
              return done();
            }),
        trace(
            "199_pattern_dining",
            () -> {
              List<AsyncLock> forks = new ArrayList<>();
              for (int i = 0; i < 5; i++) {
                forks.add(new AsyncLock());
              }
              List<Coroutine<Void>> philosophers = new ArrayList<>();
              for (int i = 0; i < 5; i++) {
                philosophers.add(philosopher(i, forks));
              }
              await(gather(philosophers));
              return done();
            }));
  }

  private Coroutine<Void> acquireAndRelease(AsyncLock lock, String name) {
    return co(
        () -> {
          await(lock.acquire());
          p("acquired", name);
          lock.release();
          return done();
        });
  }

  private Coroutine<Void> holdOrCancelled(AsyncLock lock, int n) {
    return co(
        () -> {
          try (var held = await(lock.hold())) {
            p("have", n);
          } catch (CancelledError e) {
            p("cancelled", n);
            throw e;
          }
          return done();
        });
  }

  private Coroutine<Void> philosopher(int i, List<AsyncLock> forks) {
    int a = Math.min(i, (i + 1) % 5);
    int b = Math.max(i, (i + 1) % 5);
    return co(
        () -> {
          for (int round = 0; round < 2; round++) {
            try (var left = await(forks.get(a).hold())) {
              await(yieldNow());
              try (var right = await(forks.get(b).hold())) {
                p("phil", i, "eats", round);
                await(yieldNow());
              }
            }
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> events() {
    return Stream.of(
        trace(
            "151_event_basic",
            () -> {
              AsyncEvent event = new AsyncEvent();
              List<Coroutine<Void>> all = new ArrayList<>();
              for (int n : List.of(2, 1, 3)) {
                all.add(
                    co(
                        () -> {
                          await(event.waitForSet());
                          p("woke", n);
                          return done();
                        }));
              }
              List<Task<Void>> tasks = tasks(all);
              await(yieldNow());
              p(event.isSet());
              event.set();
              p("set", event.isSet());
              await(event.waitForSet());
              p(true); // Event.wait gives True in Python.
              p("no yield");
              await(gather(tasks));
              return done();
            }),
        trace(
            "152_event_set_clear",
            () -> {
              AsyncEvent event = new AsyncEvent();
              Task<Void> t = createTask(woken(event, 1));
              await(yieldNow());
              event.set();
              event.clear();
              Task<Void> u = createTask(woken(event, 2));
              await(sleep(ms(10)));
              p(t.isDone(), u.isDone());
              event.set();
              await(u);
              return done();
            }),
        trace(
            "200_pattern_rw_rendezvous",
            () -> {
              AsyncEvent a = new AsyncEvent();
              AsyncEvent b = new AsyncEvent();
              Coroutine<Void> ping =
                  co(
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          p("ping", i);
                          b.set();
                          await(a.waitForSet());
                          a.clear();
                        }
                        return done();
                      });
              Coroutine<Void> pong =
                  co(
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          await(b.waitForSet());
                          b.clear();
                          p("pong", i);
                          a.set();
                        }
                        return done();
                      });
              await(gather(ping, pong));
              return done();
            }));
  }

  private Coroutine<Void> woken(AsyncEvent event, int n) {
    return co(
        () -> {
          await(event.waitForSet());
          p("woke", n, "is_set", event.isSet());
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> conditions() {
    return Stream.of(
        trace(
            "154_condition_wait_for",
            () -> {
              AsyncCondition condition = new AsyncCondition();
              int[] n = {0};
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try (var held = await(condition.hold())) {
                              await(condition.waitFor(() -> n[0] >= 3));
                              p("result", n[0]);
                            }
                            return done();
                          }));
              await(yieldNow());
              for (int i = 0; i < 4; i++) {
                try (var held = await(condition.hold())) {
                  p("n", ++n[0]);
                  condition.signal();
                }
                await(sleep(ms(5)));
              }
              await(task);
              return done();
            }),
        trace(
            "155_condition_cancel_reacquires",
            () -> {
              AsyncCondition condition = new AsyncCondition();
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try (var held = await(condition.hold())) {
                              try {
                                await(condition.waitForSignal());
                              } catch (CancelledError e) {
                                p("cancelled, locked:", condition.locked());
                                throw e;
                              }
                            }
                            return done();
                          }));
              await(yieldNow());
              await(condition.acquire());
              task.cancel();
              await(sleep(ms(10)));
              p("still blocked", task.isDone());
              condition.release();
              await(waitUntil(List.of(task)));
              p(task.isCancelled(), condition.locked());
              return done();
            }),
        trace(
            "232_condition_notify_needs_release",
            () -> {
              AsyncCondition condition = new AsyncCondition();
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try (var held = await(condition.hold())) {
                              await(condition.waitForSignal());
                              p("waiter resumes");
                            }
                            return done();
                          }));
              await(yieldNow());
              try (var held = await(condition.hold())) {
                condition.signal();
                p("notified");
                await(sleep(ms(5)));
                p("leaving lock");
              }
              await(task);
              return done();
            }),
        trace(
            "233_condition_cancel_after_notify",
            () -> {
              AsyncCondition condition = new AsyncCondition();
              List<Coroutine<Void>> all = new ArrayList<>();
              for (int n = 0; n < 2; n++) {
                all.add(signalledOrCancelled(condition, n));
              }
              List<Task<Void>> tasks = tasks(all);
              await(yieldNow());
              try (var held = await(condition.hold())) {
                condition.signal(1);
              }
              tasks.get(0).cancel();
              await(sleep(ms(10)));
              p(tasks.stream().map(Task::isDone).toList());
              try (var held = await(condition.hold())) {
                condition.signalAll();
              }
              await(waitUntil(tasks));
              return done();
            }));
  }

  private Coroutine<Void> signalledOrCancelled(AsyncCondition condition, int n) {
    return co(
        () -> {
          try (var held = await(condition.hold())) {
            try {
              await(condition.waitForSignal());
              p("woke", n);
            } catch (CancelledError e) {
              p("cancelled", n);
              throw e;
            }
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> semaphoresAndBarriers() {
    return Stream.of(
        trace(
            "157_semaphore_limit",
            () -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              int[] running = {0};
              List<Coroutine<Void>> all = new ArrayList<>();
              for (int i = 0; i < 5; i++) {
                int n = i;
                all.add(
                    co(
                        () -> {
                          try (var held = await(semaphore.hold())) {
                            p("in", n, "running", ++running[0]);
                            await(sleep(ms(20 + n * 3)));
                            running[0]--;
                          }
                          return done();
                        }));
              }
              await(gather(all));
              p(semaphore.locked());
              return done();
            }),
        trace(
            "158_semaphore_no_barging",
            () -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(1);
              await(semaphore.acquire());
              Task<Void> task = createTask(got(semaphore, "waiter"));
              await(yieldNow());
              semaphore.release();
              p("locked", semaphore.locked());
              await(got(semaphore, "newcomer"));
              await(task);
              p(semaphore.locked());
              return done();
            }),
        trace(
            "160_semaphore_bounded",
            () -> {
              AsyncSemaphore semaphore = new AsyncBoundedSemaphore(1);
              try (var held = await(semaphore.hold())) {
                p(semaphore.locked());
              }
              try {
                semaphore.release();
              } catch (IllegalStateException e) {
                p("BoundedSemaphore released too many times");
              }
              try {
                p(new AsyncSemaphore(-1));
              } catch (IllegalArgumentException e) {
                p("Semaphore initial value must be >= 0");
              }
              return done();
            }),
        trace(
            "251_pattern_bounded_gather",
            () -> {
              AsyncSemaphore semaphore = new AsyncSemaphore(2);
              int[] livePeak = {0, 0};
              List<Coroutine<Integer>> jobs = new ArrayList<>();
              for (int i = 0; i < 6; i++) {
                jobs.add(job(semaphore, livePeak, i));
              }
              List<Integer> squares = await(Weft.<Integer>gather(jobs));
              p(squares, livePeak[1]);
              return done();
            }),
        trace(
            "161_barrier_basic",
            () -> {
              AsyncBarrier barrier = new AsyncBarrier(3);
              await(gather(arrives(barrier, 2), arrives(barrier, 0), arrives(barrier, 1)));
              p(barrier.waiting(), barrier.parties(), barrier.isBroken());
              return done();
            }));
  }

  private Coroutine<Void> got(AsyncSemaphore semaphore, String name) {
    return co(
        () -> {
          await(semaphore.acquire());
          p("got", name);
          semaphore.release();
          return done();
        });
  }

  private Coroutine<Integer> job(AsyncSemaphore semaphore, int[] livePeak, int i) {
    return co(
        () -> {
          try (var held = await(semaphore.hold())) {
            livePeak[1] = Math.max(livePeak[1], ++livePeak[0]);
            for (int k = 0; k < 6 - i; k++) {
              await(yieldNow());
            }
            livePeak[0]--;
            p("done", i);
            return result(i * i);
          }
        });
  }

  private Coroutine<Void> arrives(AsyncBarrier barrier, int n) {
    return co(
        () -> {
          for (int round = 0; round < 2; round++) {
            await(sleep(ms(n * 10)));
            int index = await(barrier.arrive());
            p("round", round, "task", n, "index", index);
          }
          return done();
        });
  }
}
