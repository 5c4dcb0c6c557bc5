package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** waitFor and timeout. */
class TimeoutTracesTest extends Traces {
  private static final Duration LONG = Duration.ofSeconds(5);

  private static AsyncFunction<Timeout, Void> inTask(AsyncFunction<Timeout, Void> body) {
    return timeout -> co(() -> body.apply(timeout));
  }

  @TestFactory
  Stream<DynamicTest> waitingFor() {
    return Stream.of(
        trace(
            "079_waitfor_timeout_waits_cleanup",
            () -> {
              Coroutine<Void> inner =
                  co(
                      () -> {
                        try {
                          await(sleep(LONG));
                        } catch (CancelledError e) {
                          p("inner cancelled");
                          throw e;
                        } finally {
                          await(sleep(ms(30)));
                          p("inner cleanup");
                        }
                        return done();
                      });
              try {
                await(waitFor(inner, ms(20)));
              } catch (TimedOutException e) {
                p("timeout");
              }
              return done();
            }),
        trace(
            "080_waitfor_outer_cancel",
            () -> {
              Coroutine<Void> inner =
                  co(
                      () -> {
                        try {
                          await(sleep(LONG));
                        } finally {
                          p("inner finally");
                        }
                        return done();
                      });
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try {
                              await(waitFor(inner, LONG));
                            } catch (CancelledError e) {
                              p("outer cancelled");
                              throw e;
                            }
                            return done();
                          }));
              await(sleep(ms(10)));
              task.cancel();
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "082_waitfor_inner_raises_on_cancel",
            () -> {
              Coroutine<Void> inner =
                  co(
                      () -> {
                        try {
                          await(sleep(LONG));
                        } catch (CancelledError e) {
                          throw new Boom("cleanup failed");
                        }
                        return done();
                      });
              try {
                await(waitFor(inner, ms(20)));
              } catch (Boom e) {
                p(e);
              } catch (TimedOutException e) {
                p("timeout");
              }
              return done();
            }),
        trace(
            "083_waitfor_zero_timeout",
            () -> {
              Promise<String> f = loop().createPromise();
              f.complete("done");
              p(await(waitFor(f, Duration.ZERO)));
              for (int t : List.of(0, -1)) {
                Coroutine<Integer> never =
                    co(
                        () -> {
                          p("never");
                          return result(1);
                        });
                try {
                  await(waitFor(never, Duration.ofSeconds(t)));
                } catch (TimedOutException e) {
                  p("timeout", t);
                }
              }
              return done();
            }),
        trace(
            "085_waitfor_result_and_cancel_race",
            () -> {
              Promise<String> f = loop().createPromise();
              Task<String> task = createTask(waitFor(f, LONG));
              await(yieldNow());
              f.complete("value");
              task.cancel();
              try {
                p("got", await(task));
              } catch (CancelledError e) {
                p("cancelled");
              }
              return done();
            }),
        trace(
            "v313_13_waitfor_312_races",
            () -> {
              Promise<Integer> f = loop().createPromise();
              Task<Integer> task = createTask(waitFor(f, LONG));
              await(yieldNow());
              f.complete(1);
              task.cancel();
              try {
                p("got", await(task));
              } catch (CancelledError e) {
                p("cancelled");
              }
              Coroutine<String> stubborn =
                  co(
                      () -> {
                        try {
                          await(sleep(LONG));
                        } catch (CancelledError e) {
                          return result("late value");
                        }
                        return result("no");
                      });
              p(await(waitFor(stubborn, ms(10))));
              Task<?> same = await(waitFor(co(() -> result(currentTask())), LONG));
              p("inner runs in the caller's task", same == currentTask());
              return done();
            }),
        trace(
            "221_waitfor_shield_timeout_inner_continues",
            () -> {
              Task<Integer> task =
                  createTask(
                      co(
                          () -> {
                            await(sleep(ms(50)));
                            p("work done");
                            return result(7);
                          }));
              try {
                await(waitFor(shield(task), ms(10)));
              } catch (TimedOutException e) {
                p("timeout", task.isDone());
              }
              p(await(task));
              return done();
            }),
        trace(
            "196_pattern_retry_timeout",
            () -> {
              int[] n = {0};
              for (int k = 0; k < 5; k++) {
                Coroutine<String> flaky =
                    co(
                        () -> {
                          p("try", ++n[0]);
                          return sleep(n[0] < 3 ? LONG : ms(5), "ok");
                        });
                try {
                  p(await(waitFor(flaky, ms(20))));
                  break;
                } catch (TimedOutException e) {
                  p("timed out");
                  await(sleep(ms(5L << k)));
                }
              }
              return done();
            }));
  }

  @TestFactory
  Stream<DynamicTest> timeouts() {
    return Stream.of(
        trace(
            "086_timeout_ctx_expires",
            () -> {
              Task<?> me = currentTask();
              Timeout[] cm = new Timeout[1];
              try {
                await(
                    timeout(
                        ms(20),
                        inTask(
                            t -> {
                              cm[0] = t;
                              try {
                                await(sleep(LONG));
                              } catch (CancelledError e) {
                                p("cancelled inside", me.cancelling());
                                throw e;
                              }
                              return done();
                            })));
              } catch (TimedOutException e) {
                p("timeout", cm[0].isExpired(), me.cancelling());
              }
              await(yieldNow());
              p("alive");
              return done();
            }),
        trace(
            "088_timeout_ctx_reschedule",
            () -> {
              Timeout[] cm = new Timeout[1];
              await(
                  timeout(
                      ms(20),
                      inTask(
                          t -> {
                            cm[0] = t;
                            t.reschedule(loop().time() + LONG.toNanos());
                            await(sleep(ms(50)));
                            p("extended");
                            t.reschedule(Timeout.NEVER);
                            await(sleep(ms(10)));
                            p("none", t.when() == Timeout.NEVER ? null : t.when());
                            t.reschedule(loop().time() + ms(20).toNanos());
                            try {
                              await(sleep(LONG));
                            } catch (CancelledError e) {
                              p("expired now", t.isExpired());
                            }
                            return done();
                          })));
              p("swallowed", cm[0].isExpired());
              return done();
            }),
        trace(
            "089_timeout_ctx_nested_inner_first",
            () -> {
              Timeout[] cm = new Timeout[2];
              try {
                await(
                    timeout(
                        ms(60),
                        inTask(
                            outer -> {
                              cm[0] = outer;
                              try {
                                await(
                                    timeout(
                                        ms(20),
                                        inner -> {
                                          cm[1] = inner;
                                          return sleep(LONG);
                                        }));
                              } catch (TimedOutException e) {
                                p("inner", cm[1].isExpired(), outer.isExpired());
                              }
                              await(sleep(LONG));
                              return done();
                            })));
              } catch (TimedOutException e) {
                p("outer", cm[1].isExpired(), cm[0].isExpired());
              }
              return done();
            }),
        trace(
            "091_timeout_ctx_and_cancel",
            () -> {
              Task<Void> task = createTask(cancelledFromOutsideAtExpiry());
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "092_timeout_ctx_external_cancel",
            () -> {
              Timeout[] cm = new Timeout[1];
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try {
                              await(
                                  timeout(
                                      LONG,
                                      t -> {
                                        cm[0] = t;
                                        return sleep(Duration.ofSeconds(9));
                                      }));
                            } catch (CancelledError e) {
                              p("cancelled", cm[0].isExpired());
                              throw e;
                            }
                            return done();
                          }));
              await(sleep(ms(10)));
              task.cancel();
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "094_timeout_ctx_zero_and_past",
            () -> {
              Timeout[] cm = new Timeout[1];
              await(
                  timeout(
                      Duration.ZERO,
                      t -> {
                        cm[0] = t;
                        p("no await, no timeout");
                        return done();
                      }));
              p(cm[0].isExpired());
              for (int d : List.of(0, -1)) {
                try {
                  await(
                      timeout(
                          Duration.ofSeconds(d),
                          inTask(
                              t -> {
                                cm[0] = t;
                                p("body");
                                await(yieldNow());
                                p("one yield survives?");
                                await(yieldNow());
                                p("no");
                                return done();
                              })));
                } catch (TimedOutException e) {
                  p("timeout", cm[0].isExpired());
                }
              }
              await(
                  timeoutAt(
                      Timeout.NEVER,
                      t -> {
                        cm[0] = t;
                        return yieldNow();
                      }));
              p(cm[0].when() == Timeout.NEVER ? null : cm[0].when(), cm[0].isExpired());
              return done();
            }));
  }

  private Coroutine<Void> cancelledFromOutsideAtExpiry() {
    Timeout[] cm = new Timeout[1];
    return co(
        () -> {
          try {
            await(
                timeout(
                    ms(20),
                    inTask(
                        t -> {
                          cm[0] = t;
                          try {
                            await(sleep(LONG));
                          } catch (CancelledError e) {
                            currentTask().cancel(); // A second request, from outside.
                            p("cancelling", currentTask().cancelling());
                            throw e;
                          }
                          return done();
                        })));
          } catch (TimedOutException e) {
            p("timeout");
          } catch (CancelledError e) {
            p("cancelled", cm[0].isExpired(), currentTask().cancelling());
            throw e;
          }
          return done();
        });
  }
}
