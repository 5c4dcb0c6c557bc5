package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
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

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The order of tasks, the trips of the loop, and futures. */
class TaskTracesTest extends Traces {
  private Coroutine<Void> printer(Object... values) {
    return co(
        () -> {
          p(values);
          return done();
        });
  }

  private Coroutine<Void> counting(String name, int times) {
    return co(
        () -> {
          for (int i = 0; i < times; i++) {
            p(name, i);
            await(yieldNow());
          }
          p(name, "end");
          return done();
        });
  }

  private static Coroutine<Integer> after(Coroutine<Void> first, int value) {
    return co(
        () -> {
          await(first);
          return result(value);
        });
  }

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        trace(
            "014_task_start_order",
            () -> {
              List<Task<Void>> tasks = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                tasks.add(createTask(printer("start", i)));
              }
              p("created");
              await(tasks.get(3));
              p("after await of last");
              p(tasks.stream().map(Task::isDone).toList());
              return done();
            }),
        trace(
            "016_task_sleep0_round_robin",
            () -> {
              await(gather(counting("A", 3), counting("B", 3), counting("C", 3)));
              return done();
            }),
        trace(
            "017_task_sleep0_uneven",
            () -> {
              await(gather(counting("A", 1), counting("B", 3), counting("C", 2)));
              p("main");
              return done();
            }),
        trace(
            "022_task_waiter_vs_callbacks",
            () -> {
              Task<Integer> task = createTask(after(yieldNow(), 1));
              task.onDone(f -> p("cb before"));
              Task<Void> waiter =
                  createTask(
                      co(
                          () -> {
                            await(task);
                            p("waiter");
                            return done();
                          }));
              await(yieldNow());
              task.onDone(f -> p("cb after"));
              await(task);
              p("main");
              await(waiter);
              return done();
            }),
        trace(
            "023_task_completion_vs_ready",
            () -> {
              Task<Void> quick = createTask(printer("quick"));
              Task<Void> spin =
                  createTask(
                      co(
                          () -> {
                            for (int i = 0; i < 4; i++) {
                              p("s", i);
                              await(yieldNow());
                            }
                            return done();
                          }));
              await(quick);
              p("main woke");
              await(spin);
              return done();
            }),
        trace(
            "025_task_current_all",
            () -> {
              Task<?> me = currentTask();
              p(Weft.allTasks().size(), Weft.allTasks().contains(me));
              Task<Void> t = createTask(sleep(ms(10)));
              Task<Void> u = createTask(sleep(ms(10)));
              p(Weft.allTasks().size());
              loop().callSoon(() -> p("in callback", currentTask()));
              await(t);
              await(u);
              p(Weft.allTasks().size(), currentTask() == me);
              p("inline same task", await(co(() -> result(currentTask() == me))));
              return done();
            }),
        trace(
            "026_task_states",
            () -> {
              Task<Integer> task = createTask(after(yieldNow(), 3));
              p(task.isDone(), task.isCancelled());
              for (String method : List.of("result", "exception")) {
                try {
                  p(method.equals("result") ? task.result() : task.exception());
                } catch (InvalidStateException e) {
                  p(method, "invalid state");
                }
              }
              p(await(task), task.isDone(), task.isCancelled(), task.result(), task.exception());
              return done();
            }),
        trace(
            "028_task_self_await",
            () -> {
              Coroutine<String> self =
                  co(
                      () -> {
                        try {
                          await(currentTask());
                        } catch (IllegalStateException e) {
                          p(
                              "cannot await itself",
                              e.getMessage().contains("cannot await on itself"));
                        }
                        return result("ok");
                      });
              p(await(createTask(self)));
              return done();
            }));
  }

  private int tick;

  private void count() {
    tick++;
    loop().callSoon(this::count);
  }

  private Coroutine<Void> measure(String label, Awaitable<?> awaitable) {
    return co(
        () -> {
          await(yieldNow());
          int before = tick;
          await(awaitable);
          p(label, tick - before);
          return done();
        });
  }

  private static Coroutine<Integer> noop() {
    return result(1);
  }

  @TestFactory
  Stream<DynamicTest> tripsOfTheLoop() {
    return Stream.of(
        trace(
            "019_task_ticks",
            () -> {
              tick = 0;
              loop().callSoon(this::count);
              await(measure("coroutine", noop()));
              await(measure("sleep0", yieldNow()));
              await(measure("task", createTask(noop())));
              await(measure("create+await task", co(() -> result(await(createTask(noop()))))));
              await(measure("gather(1)", co(() -> result(await(gather(noop()))))));
              await(measure("gather(3)", co(() -> result(await(gather(noop(), noop(), noop()))))));
              await(measure("future via call_soon", completedByCallback()));
              await(
                  measure(
                      "wait(1)", co(() -> result(await(waitUntil(List.of(createTask(noop()))))))));
              await(measure("shield", co(() -> result(await(shield(noop()))))));
              await(
                  measure(
                      "taskgroup(1)",
                      TaskGroup.run(
                          group -> {
                            group.createTask(noop());
                            return done();
                          })));
              await(measure("taskgroup(0)", TaskGroup.run(group -> done())));
              await(measure("timeout+sleep0", timeout(Duration.ofSeconds(5), t -> yieldNow())));
              await(measure("queue put+get", putAndGet()));
              await(measure("lock uncontended", lockAndUnlock()));
              return done();
            }),
        trace(
            "020_task_ticks_wait_for",
            () -> {
              tick = 0;
              loop().callSoon(this::count);
              await(measure("wait_for(noop)", waitFor(noop(), Duration.ofSeconds(5))));
              await(measure("wait_for(yielding)", waitFor(yieldNow(), Duration.ofSeconds(5))));
              return done();
            }),
        trace(
            "214_wait_already_done",
            () -> {
              Task<Integer> task = createTask(noop());
              await(task);
              loop().callSoon(() -> p("tick"));
              p(await(waitUntil(List.of(task))).done().size());
              return done();
            }));
  }

  private static Coroutine<Integer> completedByCallback() {
    return co(
        () -> {
          Promise<Integer> promise = loop().createPromise();
          loop().callSoon(() -> promise.complete(1));
          return result(await(promise));
        });
  }

  private static Coroutine<Integer> putAndGet() {
    return co(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          await(queue.put(1));
          return result(await(queue.get()));
        });
  }

  private static Coroutine<Void> lockAndUnlock() {
    return co(
        () -> {
          AsyncLock lock = new AsyncLock();
          try (var held = await(lock.hold())) {
            return done();
          }
        });
  }

  private void attempt(String label, Callable<?> action) throws Exception {
    try {
      p(label, action.call());
    } catch (InvalidStateException e) {
      p(label, "InvalidState");
    } catch (CancelledError e) {
      p(label, "Cancelled");
    }
  }

  private static Callable<Object> completing(Promise<Integer> promise, int value) {
    return () -> {
      promise.complete(value);
      return null;
    };
  }

  @TestFactory
  Stream<DynamicTest> futures() {
    return Stream.of(
        trace(
            "034_future_invalid_state",
            () -> {
              Promise<Integer> f = loop().createPromise();
              attempt("result", f::result);
              attempt("exception", f::exception);
              f.complete(1);
              attempt("again", completing(f, 2));
              attempt(
                  "exc again",
                  () -> {
                    f.fail(new Boom("x"));
                    return null;
                  });
              attempt("cancel", f::cancel);
              attempt("result", f::result);
              Promise<Integer> g = loop().createPromise();
              attempt("cancel", g::cancel);
              attempt("cancel2", g::cancel);
              attempt("result", g::result);
              attempt("exception", g::exception);
              attempt("set", completing(g, 1));
              p(g.isCancelled(), g.isDone());
              return done();
            }),
        trace(
            "035_future_exception",
            () -> {
              Promise<Integer> f = loop().createPromise();
              loop().callSoon(() -> f.fail(new Boom("b")));
              try {
                await(f);
              } catch (Boom e) {
                p("caught", e);
              }
              p(f.exception());
              return done();
            }),
        trace(
            "037_future_callback_cleared_on_set",
            () -> {
              Promise<Integer> f = loop().createPromise();
              Consumer<Future<Integer>> callback = done -> p("cb");
              f.onDone(callback);
              f.complete(1);
              p("removed", f.removeOnDone(callback));
              await(yieldNow());
              return done();
            }),
        trace(
            "038_future_callback_error",
            () -> {
              loop().setExceptionHandler(failure -> p("handler", failure.exception()));
              Promise<Integer> f = loop().createPromise();
              f.onDone(done -> p("one"));
              f.onDone(
                  done -> {
                    throw new IllegalArgumentException("bad");
                  });
              f.onDone(done -> p("two"));
              f.complete(0);
              await(yieldNow());
              p("end");
              return done();
            }),
        trace(
            "040_exc_retrieved_not_reported",
            () -> {
              loop().setExceptionHandler(failure -> p("handler", failure.message()));
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            throw new Boom("x");
                          }));
              await(yieldNow());
              p(task.exception());
              await(yieldNow());
              p("end");
              return done();
            }),
        trace(
            "218_future_many_waiters_exception",
            () -> {
              Promise<Void> f = loop().createPromise();
              List<Task<Boom>> tasks = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                int n = i;
                tasks.add(
                    createTask(
                        co(
                            () -> {
                              try {
                                await(f);
                              } catch (Boom e) {
                                p(n, e);
                                return result(e);
                              }
                              return result(null);
                            })));
              }
              await(yieldNow());
              f.fail(new Boom("all"));
              List<Boom> errors = await(Weft.<Boom>gather(tasks));
              p(errors.get(0) == errors.get(1) && errors.get(1) == errors.get(2));
              return done();
            }),
        trace(
            "220_future_cancel_of_one_waiter_hits_others",
            () -> {
              Promise<String> f = loop().createPromise();
              List<Task<Void>> tasks = waiters(f, false);
              await(yieldNow());
              tasks.get(1).cancel();
              await(Weft.<Void>gatherSettled(tasks));
              p(f.isCancelled(), tasks.stream().map(Task::isCancelled).toList());
              Promise<String> g = loop().createPromise();
              tasks = waiters(g, true);
              await(yieldNow());
              tasks.get(1).cancel();
              await(yieldNow());
              g.complete("v");
              await(Weft.<Void>gatherSettled(tasks));
              p(g.isCancelled(), tasks.stream().map(Task::isCancelled).toList());
              return done();
            }));
  }

  private List<Task<Void>> waiters(Future<String> future, boolean shielded) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int n = i;
      tasks.add(
          createTask(
              co(
                  () -> {
                    try {
                      String value = await(shielded ? shield(future) : future);
                      p(n, value);
                    } catch (CancelledError e) {
                      p(n, "cancelled");
                      throw e;
                    }
                    return done();
                  })));
    }
    return tasks;
  }
}
