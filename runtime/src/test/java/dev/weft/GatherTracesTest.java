package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** gather, waitUntil, asCompleted, shield. */
class GatherTracesTest extends Traces {
  private static <T> Coroutine<T> sleepThen(long millis, T value) {
    return sleep(ms(millis), value);
  }

  private static Coroutine<Integer> failAfter(long millis, String message) {
    return co(
        () -> {
          await(sleep(ms(millis)));
          throw new Boom(message);
        });
  }

  private <T> Coroutine<T> printAfter(Coroutine<T> first, String text) {
    return co(
        () -> {
          T value = await(first);
          if (text.isEmpty()) {
            p(value);
          } else {
            p(text, value);
          }
          return result(value);
        });
  }

  private Coroutine<Void> sleepLong(String cancelled, String ended) {
    return co(
        () -> {
          try {
            await(sleep(Duration.ofSeconds(5)));
          } catch (CancelledError e) {
            if (!cancelled.isEmpty()) {
              p(cancelled);
            }
            throw e;
          } finally {
            if (!ended.isEmpty()) {
              p(ended);
            }
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> results() {
    return Stream.of(
        trace(
            "052_gather_result_order",
            () -> {
              List<Coroutine<String>> all =
                  List.of(
                      printAfter(sleepThen(60, "a"), "done"),
                      printAfter(sleepThen(20, "b"), "done"),
                      printAfter(sleepThen(40, "c"), "done"));
              p(await(Weft.<String>gather(all)));
              return done();
            }),
        trace(
            "053_gather_empty",
            () -> {
              p(await(Weft.<Object>gather()));
              p(await(Weft.<Object>gatherSettled()));
              return done();
            }),
        trace(
            "055_gather_return_exceptions",
            () -> {
              List<Outcome<Integer>> outcomes =
                  await(
                      Weft.<Integer>gatherSettled(
                          sleepThen(40, 2),
                          failAfter(20, "1"),
                          failAfter(60, "3"),
                          sleepThen(0, 0)));
              p(values(outcomes));
              return done();
            }),
        trace(
            "056_gather_first_exception_others_run",
            () -> {
              Task<Integer> slow =
                  createTask(
                      co(
                          () -> {
                            await(sleep(ms(50)));
                            p("slow finished");
                            return result(1);
                          }));
              try {
                await(gather(slow, failAfter(20, "1")));
              } catch (Boom e) {
                p("caught", e, "slow done", slow.isDone());
              }
              p("then", await(slow));
              return done();
            }),
        trace(
            "064_gather_nested",
            () -> {
              List<Object> all =
                  await(
                      Weft.<Object>gather(
                          gather(printAfter(yieldThen(1), ""), printAfter(yieldThen(2), "")),
                          printAfter(yieldThen(3), ""),
                          Weft.<Object>gather(
                              printAfter(yieldThen(4), ""), gather(printAfter(yieldThen(5), "")))));
              p(all);
              return done();
            }),
        trace(
            "065_gather_eager_scheduling",
            () -> {
              Future<List<Integer>> all =
                  gather(printAfter(result(1), "run"), printAfter(result(2), "run"));
              p("called");
              await(yieldNow());
              p("now await");
              p(await(all));
              return done();
            }));
  }

  private static Coroutine<Integer> yieldThen(int value) {
    return co(
        () -> {
          await(yieldNow());
          return result(value);
        });
  }

  @TestFactory
  Stream<DynamicTest> cancellation() {
    return Stream.of(
        trace(
            "058_gather_cancel_outer",
            () -> {
              Coroutine<Void> parent =
                  co(
                      () -> {
                        List<Coroutine<Void>> children = new ArrayList<>();
                        for (int n = 1; n <= 3; n++) {
                          children.add(sleepLong("child cancelled " + n, "child finally " + n));
                        }
                        try {
                          await(gather(children));
                        } catch (CancelledError e) {
                          p("parent cancelled");
                          throw e;
                        }
                        return done();
                      });
              Task<Void> task = createTask(parent);
              await(sleep(ms(10)));
              p("cancel", task.cancel());
              try {
                await(task);
              } catch (CancelledError e) {
                p("main sees cancelled", task.isCancelled());
              }
              return done();
            }),
        trace(
            "059_gather_cancel_future_itself",
            () -> {
              Future<List<Void>> all = gather(sleepLong("", "fin 1"), sleepLong("", "fin 2"));
              await(yieldNow());
              p(all.cancel(), all.isDone());
              try {
                await(all);
              } catch (CancelledError e) {
                p("cancelled error", all.isCancelled(), all.isDone());
              }
              p(all.cancel());
              return done();
            }),
        trace(
            "061_gather_child_cancelled_retexc",
            () -> {
              Task<String> a = createTask(sleepThen(20, "a"));
              Task<String> b = createTask(sleepThen(20, "b"));
              loop().callSoon(() -> a.cancel("why"));
              List<Outcome<String>> outcomes = await(Weft.<String>gatherSettled(a, b));
              p(className(outcomes.get(0).error()), outcomes.get(1).get());
              return done();
            }),
        trace(
            "062_gather_cancel_retexc_still_raises",
            () -> {
              Coroutine<List<Outcome<Void>>> parent =
                  co(
                      () ->
                          result(
                              await(
                                  Weft.<Void>gatherSettled(
                                      sleepLong("child", ""), sleepLong("child", "")))));
              Task<List<Outcome<Void>>> task = createTask(parent);
              await(sleep(ms(10)));
              task.cancel();
              try {
                p(await(task));
              } catch (CancelledError e) {
                p("parent cancelled");
              }
              return done();
            }),
        trace(
            "067_gather_cancel_after_failed",
            () -> {
              Task<String> slow = createTask(sleepThen(30, "slow ok"));
              Future<List<Object>> all =
                  gather(
                      co(
                          () -> {
                            throw new Boom("x");
                          }),
                      slow);
              try {
                await(all);
              } catch (Boom e) {
                p("failed");
              }
              p(all.cancel());
              p(await(slow));
              return done();
            }),
        trace(
            "217_gather_shared_task",
            () -> {
              Task<Void> task = createTask(sleep(Duration.ofSeconds(5)));
              Future<List<Void>> first = gather(task);
              Future<List<Outcome<Void>>> second = gatherSettled(task);
              await(yieldNow());
              first.cancel();
              try {
                p(await(first));
              } catch (CancelledError e) {
                p("cancelled");
              }
              try {
                p(classNames(await(second)));
              } catch (CancelledError e) {
                p("cancelled");
              }
              return done();
            }));
  }

  @TestFactory
  Stream<DynamicTest> waiting() {
    return Stream.of(
        trace(
            "068_wait_all",
            () -> {
              List<Task<Integer>> tasks =
                  List.of(
                      createTask(sleepThen(20, 1)),
                      createTask(failAfter(40, "2")),
                      createTask(sleepThen(60, 3)));
              WaitResult<Task<Integer>> found = await(waitUntil(tasks));
              List<Object> exceptions = new ArrayList<>();
              tasks.forEach(task -> exceptions.add(task.exception()));
              p(found.done().size(), found.pending().size(), exceptions);
              return done();
            }),
        trace(
            "070_wait_first_exception",
            () -> {
              List<Task<Integer>> tasks =
                  List.of(
                      createTask(sleepThen(20, 1)),
                      createTask(failAfter(60, "b")),
                      createTask(sleepThen(100, 5)),
                      createTask(sleepThen(1000, 50)));
              loop().callLater(ms(40), tasks.get(3)::cancel);
              WaitResult<Task<Integer>> found = await(waitUntil(tasks, ReturnWhen.FIRST_EXCEPTION));
              p(tasks.stream().map(found.done()::contains).toList(), found.pending().size());
              await(waitUntil(found.pending()));
              return done();
            }),
        trace(
            "071_wait_timeout",
            () -> {
              Task<Integer> task =
                  createTask(
                      co(
                          () -> {
                            await(sleep(ms(50)));
                            p("finished anyway");
                            return result(1);
                          }));
              WaitResult<Task<Integer>> found =
                  await(waitUntil(List.of(task), ReturnWhen.ALL_COMPLETED, ms(10)));
              p(found.done().size(), found.pending().size(), task.isCancelled());
              p(await(task));
              return done();
            }),
        trace(
            "074_wait_drain_loop",
            () -> {
              Set<Task<Integer>> pending = new LinkedHashSet<>();
              for (int n : List.of(1, 3, 5)) {
                pending.add(createTask(sleepThen(n * 20, n)));
              }
              List<Integer> seen = new ArrayList<>();
              while (!pending.isEmpty()) {
                WaitResult<Task<Integer>> found =
                    await(waitUntil(pending, ReturnWhen.FIRST_COMPLETED));
                pending = new LinkedHashSet<>(found.pending());
                for (Task<Integer> task : found.done()) {
                  seen.add(task.result());
                  if (task.result() == 1) {
                    pending.add(createTask(sleepThen(120, 6)));
                  }
                }
              }
              p(seen);
              return done();
            }),
        trace(
            "076_as_completed_timeout",
            () -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              for (int n : List.of(1, 9, 10)) {
                tasks.add(createTask(sleepThen(n * 30, n)));
              }
              for (Coroutine<Integer> next : Weft.<Integer>asCompleted(tasks, ms(100))) {
                try {
                  p(await(next));
                } catch (TimedOutException e) {
                  p("timeout");
                }
              }
              p(tasks.stream().map(Task::isDone).toList());
              tasks.forEach(Task::cancel);
              return done();
            }),
        trace(
            "077_as_completed_exception",
            () -> {
              List<Coroutine<Integer>> all =
                  List.of(sleepThen(60, 3), failAfter(40, "two"), sleepThen(20, 1));
              for (Coroutine<Integer> next : Weft.<Integer>asCompleted(all)) {
                try {
                  p(await(next));
                } catch (Boom e) {
                  p("caught", e);
                }
              }
              return done();
            }),
        trace(
            "215_as_completed_duplicates",
            () -> {
              Task<String> task = createTask(sleepThen(0, "once"));
              List<String> values = new ArrayList<>();
              for (Coroutine<String> next : Weft.<String>asCompleted(List.of(task, task, task))) {
                values.add(await(next));
              }
              p(values);
              return done();
            }));
  }

  @TestFactory
  Stream<DynamicTest> shields() {
    return Stream.of(
        trace(
            "097_shield_inner_cancelled",
            () -> {
              Task<Void> inner = createTask(sleep(Duration.ofSeconds(5)));
              Future<Void> outer = shield(inner);
              await(yieldNow());
              inner.cancel();
              try {
                await(outer);
              } catch (CancelledError e) {
                p(outer.isCancelled(), inner.isCancelled(), currentTask().cancelling());
              }
              return done();
            }),
        trace(
            "098_shield_done_and_exception",
            () -> {
              Promise<Integer> f = loop().createPromise();
              f.complete(1);
              p(shield(f) == f);
              try {
                await(shield(failAfter(0, "x")));
              } catch (Boom e) {
                p(e);
              }
              return done();
            }),
        trace(
            "253_pattern_singleflight",
            () -> {
              Map<String, Task<String>> inFlight = new HashMap<>();
              int[] calls = {0};
              List<String> values =
                  await(
                      gather(
                          get("a", inFlight, calls),
                          get("a", inFlight, calls),
                          get("b", inFlight, calls),
                          get("a", inFlight, calls)));
              p(values, calls[0]);
              String again = await(get("a", inFlight, calls));
              p(again, calls[0]);
              return done();
            }));
  }

  private static Coroutine<String> get(
      String key, Map<String, Task<String>> inFlight, int[] calls) {
    return co(
        () -> {
          if (!inFlight.containsKey(key)) {
            Task<String> load =
                createTask(
                    co(
                        () -> {
                          calls[0]++;
                          return sleepThen(10, "v" + key);
                        }));
            inFlight.put(key, load);
            load.onDone(task -> inFlight.remove(key));
          }
          return result(await(shield(inFlight.get(key))));
        });
  }
}
