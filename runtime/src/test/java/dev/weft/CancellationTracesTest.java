package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitUntil;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cancellation of tasks. */
class CancellationTracesTest extends Traces {
  private static Coroutine<Void> sleepLong() {
    return sleep(Duration.ofSeconds(5));
  }

  private Coroutine<Void> printAtEnd(Awaitable<Void> awaited, String text) {
    return co(
        () -> {
          try {
            await(awaited);
          } finally {
            p(text);
          }
          return done();
        });
  }

  /** Cancels a task of {@code body} after 10 ms, and waits for its end. */
  private static <T> Coroutine<Task<T>> cancelled(AsyncCallable<T> body) {
    return co(
        () -> {
          Task<T> task = createTask(co(body));
          await(sleep(ms(10)));
          task.cancel();
          await(waitUntil(List.of(task)));
          return result(task);
        });
  }

  @TestFactory
  Stream<DynamicTest> delivery() {
    return Stream.of(
        trace(
            "100_cancel_during_sleep",
            () -> {
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            try {
                              p("start");
                              await(sleepLong());
                              p("never");
                            } catch (CancelledError e) {
                              p("caught");
                              throw e;
                            } finally {
                              p("finally");
                            }
                            return done();
                          }));
              await(sleep(ms(10)));
              task.cancel();
              p("requested", task.isCancelled(), task.cancelling());
              try {
                await(task);
              } catch (CancelledError e) {
                p("main caught");
              }
              p(task.isCancelled(), task.cancelling());
              return done();
            }),
        trace(
            "101_cancel_suppressed",
            () -> {
              Task<String> task =
                  await(
                      cancelled(
                          () -> {
                            try {
                              await(sleepLong());
                            } catch (CancelledError e) {
                              p("swallow");
                            }
                            await(sleep(ms(10)));
                            p("went on");
                            return result("ok");
                          }));
              p(task.result(), task.isCancelled(), task.cancelling());
              return done();
            }),
        trace(
            "103_cancel_chain",
            () -> {
              Task<Void> leaf = createTask(printAtEnd(sleepLong(), "leaf fin"));
              Task<Void> mid = createTask(printAtEnd(leaf, "mid fin"));
              Task<Void> top = createTask(printAtEnd(mid, "top fin"));
              await(sleep(ms(10)));
              top.cancel();
              await(waitUntil(List.of(top)));
              p(leaf.isCancelled(), mid.isCancelled(), top.isCancelled());
              return done();
            }),
        trace(
            "104_cancel_chain_middle_swallows",
            () -> {
              Coroutine<String> mid =
                  co(
                      () -> {
                        try {
                          await(createTask(sleepLong()));
                        } catch (CancelledError e) {
                          p("mid swallow");
                        }
                        return result("mid value");
                      });
              Task<String> top =
                  await(
                      cancelled(
                          () -> {
                            String value = await(createTask(mid));
                            p("top got", value);
                            return result(value);
                          }));
              p(top.result(), top.isCancelled(), top.cancelling());
              return done();
            }),
        trace(
            "106_cancel_twice_same_tick",
            () -> {
              Task<Integer> task =
                  createTask(
                      co(
                          () -> {
                            int n = 0;
                            for (int i = 0; i < 2; i++) {
                              try {
                                await(sleep(ms(20)));
                              } catch (CancelledError e) {
                                n++;
                                p("cancel seen", n, currentTask().cancelling());
                              }
                            }
                            return result(n);
                          }));
              await(sleep(ms(5)));
              p(task.cancel(), task.cancel());
              p("seen", await(task));
              return done();
            }),
        trace(
            "107_cancel_uncancel",
            () -> {
              Task<String> task =
                  await(
                      cancelled(
                          () -> {
                            Task<?> me = currentTask();
                            try {
                              await(sleepLong());
                            } catch (CancelledError e) {
                              p(me.cancelling());
                              p(me.uncancel());
                              p(me.uncancel());
                            }
                            await(yieldNow());
                            return result("resumed");
                          }));
              p(task.result(), task.isCancelled(), task.cancelling());
              return done();
            }),
        trace(
            "118_cancel_between_wake_and_run",
            () -> {
              Promise<Integer> f = loop().createPromise();
              Task<Integer> task =
                  createTask(
                      co(
                          () -> {
                            try {
                              await(f);
                              p("no");
                            } catch (CancelledError e) {
                              p("cancelled after wake");
                            }
                            await(yieldNow());
                            p("continues");
                            return result(1);
                          }));
              await(yieldNow());
              f.complete(0);
              loop().callSoon(() -> p("behind wakeup"));
              task.cancel();
              int value = await(task);
              p(value, task.isCancelled());
              return done();
            }),
        trace(
            "112_cancel_vs_result_same_tick",
            () -> {
              Promise<Integer> f = loop().createPromise();
              Task<Void> task = createTask(gets(f));
              await(yieldNow());
              f.complete(1);
              task.cancel();
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              Promise<Integer> g = loop().createPromise();
              task = createTask(gets(g));
              await(yieldNow());
              task.cancel();
              try {
                g.complete(1);
              } catch (InvalidStateException e) {
                p("set_result: already cancelled");
              }
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }));
  }

  private Coroutine<Void> gets(Future<Integer> f) {
    return co(
        () -> {
          try {
            p("got", await(f));
          } catch (CancelledError e) {
            p("cancelled, future done:", f.isDone(), f.isCancelled());
            throw e;
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> byItself() {
    return Stream.of(
        trace(
            "109_cancel_self_then_return",
            () -> {
              Task<String> task =
                  createTask(
                      co(
                          () -> {
                            currentTask().cancel();
                            p("returning");
                            return result("lost");
                          }));
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "110_cancel_self_then_await",
            () -> {
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            Promise<String> f = loop().createPromise();
                            f.complete("done future");
                            currentTask().cancel();
                            p(await(f));
                            p(await(co(() -> result("inline coroutine"))));
                            try {
                              await(yieldNow());
                              p("no");
                            } catch (CancelledError e) {
                              p("delivered at sleep0");
                              throw e;
                            }
                            return done();
                          }));
              await(waitUntil(List.of(task)));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "113_cancel_raised_by_hand",
            () -> {
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            throw new CancelledError("hand");
                          }));
              await(waitUntil(List.of(task)));
              p(task.isCancelled(), task.cancelling());
              return done();
            }),
        trace(
            "v313_10_uncancel_clears_pending",
            () -> {
              Task<String> task =
                  createTask(
                      co(
                          () -> {
                            currentTask().cancel();
                            currentTask().uncancel();
                            await(yieldNow());
                            return result("not cancelled");
                          }));
              await(waitUntil(List.of(task)));
              p(task.isCancelled(), task.isCancelled() ? null : task.result());
              return done();
            }));
  }

  @TestFactory
  Stream<DynamicTest> reactions() {
    return Stream.of(
        trace(
            "115_cancel_becomes_error",
            () -> {
              Task<Void> task =
                  await(
                      cancelled(
                          () -> {
                            try {
                              await(sleepLong());
                            } catch (CancelledError e) {
                              Boom boom = new Boom("cleanup");
                              boom.initCause(e);
                              throw boom;
                            }
                            return done();
                          }));
              p(task.isCancelled(), task.exception(), className(task.exception().getCause()));
              return done();
            }),
        trace(
            "116_cancel_not_exception_subclass",
            () -> {
              Task<Void> task =
                  await(
                      cancelled(
                          () -> {
                            try {
                              await(sleepLong());
                            } catch (Exception e) {
                              p("wrong");
                            } finally {
                              p("finally");
                            }
                            return done();
                          }));
              p(task.isCancelled());
              return done();
            }),
        trace(
            "226_cancel_loop_until_dead",
            () -> {
              Task<Void> task = createTask(stubborn());
              await(yieldNow());
              int k = 0;
              while (!task.isDone()) {
                task.cancel();
                k++;
                await(yieldNow());
                await(yieldNow());
              }
              p(k, task.isCancelled(), task.cancelling());
              return done();
            }),
        trace(
            "227_cancel_reraise_from_wrapped_await",
            () -> {
              Coroutine<Void> inner =
                  co(
                      () -> {
                        try {
                          await(sleepLong());
                        } catch (CancelledError e) {
                          throw new Boom("inner converted");
                        }
                        return done();
                      });
              Task<String> outer =
                  await(
                      cancelled(
                          () -> {
                            try {
                              await(createTask(inner));
                            } catch (Boom e) {
                              p("outer got", e, "cancelling", currentTask().cancelling());
                            }
                            return result("survived");
                          }));
              p(outer.result(), outer.isCancelled());
              return done();
            }),
        trace(
            "197_pattern_periodic_cancel",
            () -> {
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            int i = 0;
                            try {
                              while (true) {
                                p("tick", i++);
                                await(sleep(ms(40)));
                              }
                            } finally {
                              p("stopped after", i);
                            }
                          }));
              await(sleep(ms(100)));
              task.cancel();
              await(gatherSettled(task));
              return done();
            }));
  }

  private Coroutine<Void> stubborn() {
    return co(
        () -> {
          int n = 0;
          while (true) {
            try {
              await(sleepLong());
            } catch (CancelledError e) {
              p("request", ++n);
              if (n == 3) {
                throw e;
              }
            }
          }
        });
  }
}
