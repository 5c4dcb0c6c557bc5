package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.waitUntil;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** TaskGroup. */
class GroupTracesTest extends Traces {
  private static Coroutine<Void> sleepLong() {
    return sleep(Duration.ofSeconds(5));
  }

  private static <T> Coroutine<T> group(AsyncFunction<TaskGroup, T> body) {
    return TaskGroup.run(group -> co(() -> body.apply(group)));
  }

  private static Coroutine<Void> failAfter(long millis, String message) {
    return co(
        () -> {
          if (millis > 0) {
            await(sleep(ms(millis)));
          }
          throw new Boom(message);
        });
  }

  private Coroutine<Void> sleepLong(Object... atEnd) {
    return co(
        () -> {
          try {
            await(sleepLong());
          } finally {
            p(atEnd);
          }
          return done();
        });
  }

  private Coroutine<Integer> doneAfter(long millis, Object value) {
    return co(
        () -> {
          await(sleep(ms(millis)));
          p("done", value);
          return result(value instanceof Integer n ? n : null);
        });
  }

  @TestFactory
  Stream<DynamicTest> groups() {
    return Stream.of(
        trace(
            "119_tg_success",
            () -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              await(
                  group(
                      g -> {
                        tasks.add(g.createTask(doneAfter(40, 2)));
                        tasks.add(g.createTask(doneAfter(20, 1)));
                        p("body end");
                        return done();
                      }));
              p(tasks.get(0).result(), tasks.get(1).result());
              return done();
            }),
        trace(
            "128_tg_child_cancelled_alone",
            () -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              await(
                  group(
                      g -> {
                        tasks.add(g.createTask(doneAfter(20, "a")));
                        tasks.add(g.createTask(doneAfter(20, "b")));
                        await(yieldNow());
                        tasks.get(0).cancel();
                        return done();
                      }));
              p(tasks.get(0).isCancelled(), tasks.get(1).isDone());
              return done();
            }),
        trace(
            "130_tg_dynamic_spawn",
            () -> {
              await(
                  group(
                      g -> {
                        g.createTask(spawning(g, 0));
                        return done();
                      }));
              p("end");
              return done();
            }),
        trace(
            "131_tg_with_timeout",
            () -> {
              try {
                await(
                    timeout(
                        ms(20),
                        t ->
                            group(
                                g -> {
                                  g.createTask(sleepLong("child fin"));
                                  return done();
                                })));
              } catch (TimedOutException e) {
                p("timeout", currentTask().cancelling());
              }
              return done();
            }));
  }

  private Coroutine<Void> spawning(TaskGroup group, int n) {
    return co(
        () -> {
          p("run", n);
          await(sleep(ms(10)));
          if (n < 3) {
            group.createTask(spawning(group, n + 1));
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> failures() {
    return Stream.of(
        trace(
            "121_tg_multiple_errors",
            () -> {
              Coroutine<Void> nasty =
                  co(
                      () -> {
                        try {
                          await(sleepLong());
                        } catch (CancelledError e) {
                          await(sleep(ms(10)));
                          throw new B("b");
                        }
                        return done();
                      });
              Coroutine<Void> bad =
                  co(
                      () -> {
                        await(sleep(ms(10)));
                        throw new A("a");
                      });
              try {
                await(
                    group(
                        g -> {
                          g.createTask(nasty);
                          g.createTask(bad);
                          return done();
                        }));
              } catch (ExceptionGroup e) {
                p(className(e), e.exceptions());
              }
              return done();
            }),
        trace(
            "122_tg_two_fail_same_tick",
            () -> {
              try {
                await(
                    group(
                        g -> {
                          g.createTask(failAfter(0, "1"));
                          g.createTask(failAfter(0, "2"));
                          try {
                            await(sleepLong());
                          } catch (CancelledError e) {
                            p("body cancelled");
                            throw e;
                          }
                          return done();
                        }));
              } catch (ExceptionGroup e) {
                p(e.exceptions());
              }
              return done();
            }),
        trace(
            "124_tg_body_cancelled_by_child",
            () -> {
              try {
                await(
                    group(
                        g -> {
                          g.createTask(failAfter(10, "child"));
                          try {
                            await(sleepLong());
                          } catch (CancelledError e) {
                            p("body cancelled", currentTask().cancelling());
                            throw e;
                          }
                          return done();
                        }));
              } catch (ExceptionGroup e) {
                p(e.exceptions());
              }
              p(currentTask().cancelling());
              return done();
            }),
        trace(
            "125_tg_nested",
            () -> {
              Coroutine<Void> inner =
                  group(
                      g -> {
                        g.createTask(sleepLong("fin", "inner"));
                        g.createTask(failAfter(10, "x"));
                        return done();
                      });
              try {
                await(
                    group(
                        g -> {
                          g.createTask(sleepLong("fin", "outer"));
                          g.createTask(inner);
                          return done();
                        }));
              } catch (ExceptionGroup e) {
                ExceptionGroup nested = (ExceptionGroup) e.exceptions().get(0);
                p(className(nested), nested.exceptions());
              }
              return done();
            }),
        trace(
            "127_tg_cancel_outside_child_error",
            () -> {
              Coroutine<Void> child =
                  co(
                      () -> {
                        try {
                          await(sleepLong());
                        } catch (CancelledError e) {
                          throw new Boom("from child");
                        }
                        return done();
                      });
              Task<Void> parent =
                  createTask(
                      group(
                          g -> {
                            g.createTask(child);
                            return done();
                          }));
              await(sleep(ms(10)));
              parent.cancel();
              await(waitUntil(List.of(parent)));
              ExceptionGroup e = (ExceptionGroup) parent.exception();
              p(parent.isCancelled(), className(e), e.exceptions());
              return done();
            }),
        trace(
            "v313_11_tg_external_and_internal_cancel",
            () -> {
              Task<Void> parent = createTask(cancelledFromBothSides());
              await(waitUntil(List.of(parent)));
              p(parent.isCancelled());
              return done();
            }));
  }

  private Coroutine<Void> cancelledFromBothSides() {
    return co(
        () -> {
          try {
            await(
                group(
                    g -> {
                      g.createTask(failAfter(10, "b"));
                      try {
                        await(sleepLong());
                      } finally {
                        currentTask().cancel();
                      }
                      return done();
                    }));
          } catch (ExceptionGroup e) {
            p("group", e.exceptions(), currentTask().cancelling());
          }
          try {
            await(yieldNow());
            p("no");
          } catch (CancelledError e) {
            p("outside cancel arrives");
            throw e;
          }
          return done();
        });
  }
}
