package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Callbacks, timers, threads, run. */
class LoopTracesTest extends Traces {
  @TestFactory
  Stream<DynamicTest> callbacks() {
    return Stream.of(
        trace(
            "163_loop_call_soon_order",
            () -> {
              EventLoop loop = loop();
              loop.callSoon(
                  () -> {
                    p("a");
                    loop.callSoon(() -> p("a2"));
                  });
              loop.callSoon(() -> p("b", 1, 2));
              await(yieldNow());
              p("main 1");
              await(yieldNow());
              p("main 2");
              return done();
            }),
        trace(
            "164_loop_call_later_order",
            () -> {
              EventLoop loop = loop();
              long t0 = loop.time();
              loop.callLater(ms(60), () -> p("late"));
              loop.callLater(ms(20), () -> p("early"));
              loop.callAt(t0 + ms(40).toNanos(), () -> p("at"));
              TimerHandle handle = loop.callLater(ms(30), () -> p("never"));
              handle.cancel();
              p(handle.isCancelled(), handle.when() > t0);
              await(sleep(ms(80)));
              p("end");
              return done();
            }),
        trace(
            "166_loop_cancel_ready_handle",
            () -> {
              Handle[] handle = new Handle[1];
              loop()
                  .callSoon(
                      () -> {
                        p("first");
                        handle[0].cancel();
                      });
              handle[0] = loop().callSoon(() -> p("never"));
              loop().callSoon(() -> p("third"));
              await(yieldNow());
              p(handle[0].isCancelled());
              return done();
            }),
        trace(
            "170_loop_exception_handler",
            () -> {
              loop()
                  .setExceptionHandler(
                      failure ->
                          p(
                              "handler",
                              failure.exception(),
                              failure.source() instanceof Handle,
                              failure.message().startsWith("exception in callback")));
              loop()
                  .callSoon(
                      () -> {
                        throw new IllegalArgumentException("cb");
                      });
              loop().callSoon(() -> p("next"));
              await(yieldNow());
              p("end");
              return done();
            }),
        trace(
            "173_loop_many_timers_order",
            () -> {
              List<Integer> out = new ArrayList<>();
              long t0 = loop().time() + ms(10).toNanos();
              for (int i = 0; i < 50; i++) {
                int k = i * 37 % 50;
                loop().callAt(t0 + k * ms(2).toNanos(), () -> out.add(k));
              }
              await(sleep(ms(150)));
              p(out.equals(IntStream.range(0, 50).boxed().toList()), out.size());
              return done();
            }));
  }

  @TestFactory
  Stream<DynamicTest> busyLoops() {
    VirtualClock clock = new VirtualClock();
    VirtualClock spinning = new VirtualClock();
    return Stream.of(
        trace(
            "236_loop_timers_due_together",
            clock,
            () -> {
              for (int d : List.of(3, 1, 2)) {
                loop().callLater(ms(d), () -> p("timer", d));
              }
              clock.advance(ms(10));
              loop().callSoon(() -> p("soon"));
              await(yieldNow());
              p("main");
              await(yieldNow());
              return done();
            }),
        trace(
            "238_loop_callsoon_no_starvation",
            spinning,
            () -> {
              int[] n = {0};
              boolean[] stop = {false};
              spin(spinning, n, stop);
              await(sleep(ms(10)));
              stop[0] = true;
              p(n[0] > 10);
              return done();
            }));
  }

  /** Callbacks that take half a millisecond each. */
  private static void spin(VirtualClock clock, int[] n, boolean[] stop) {
    loop()
        .callSoon(
            () -> {
              n[0]++;
              clock.advance(Duration.ofNanos(500_000));
              if (!stop[0]) {
                spin(clock, n, stop);
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> threads() {
    return Stream.of(
        trace(
            "167_loop_call_soon_threadsafe",
            new VirtualClock().allowThreads(),
            () -> {
              EventLoop loop = loop();
              Promise<String> f = loop.createPromise();
              Thread thread =
                  new Thread(() -> loop.callSoonThreadsafe(() -> f.complete("from thread")));
              loop.callLater(ms(20), thread::start);
              p(await(f));
              thread.join();
              return done();
            }),
        trace(
            "169_loop_run_coroutine_threadsafe",
            () -> {
              EventLoop loop = loop();
              List<Object> out = new ArrayList<>();
              await(
                  toThread(
                      () -> {
                        out.add(loop.submit(sleep(Duration.ZERO, 5)).join());
                        try {
                          loop.submit(
                                  co(
                                      () -> {
                                        throw new Boom("b");
                                      }))
                              .join();
                        } catch (CompletionException e) {
                          out.add(e.getCause().getMessage());
                        }
                        CompletableFuture<Void> f = loop.submit(sleep(Duration.ofSeconds(9)));
                        out.add(f.cancel(false));
                        return null;
                      }));
              p(out);
              return done();
            }),
        trace(
            "239_loop_threadsafe_order",
            new VirtualClock().allowThreads(),
            () -> {
              EventLoop loop = loop();
              List<Integer> out = new ArrayList<>();
              Promise<Void> f = loop.createPromise();
              new Thread(
                      () -> {
                        for (int i = 0; i < 200; i++) {
                          int n = i;
                          loop.callSoonThreadsafe(() -> out.add(n));
                        }
                        loop.callSoonThreadsafe(() -> f.complete(null));
                      })
                  .start();
              await(f);
              p(out.equals(IntStream.range(0, 200).boxed().toList()));
              return done();
            }));
  }

  private static final class Exit extends Error {
    private static final long serialVersionUID = 1;

    Exit(String message) {
      super(message);
    }
  }

  private Task<Void> leftover;

  private Coroutine<Void> mainWith(AsyncCallable<Void> background) {
    return co(
        () -> {
          leftover = createTask(co(background));
          await(yieldNow());
          p("main end");
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> runs() {
    return Stream.of(
        program(
            "172_loop_run_until_complete",
            () -> {
              try (EventLoop loop = EventLoop.create()) {
                p(loop.runUntilComplete(sleep(Duration.ZERO, 7)));
                try {
                  loop.runUntilComplete(
                      co(
                          () -> {
                            throw new IllegalArgumentException("x");
                          }));
                } catch (IllegalArgumentException e) {
                  p(e);
                }
                Promise<String> f = loop.createPromise();
                loop.callSoon(() -> f.complete("fut"));
                p(loop.runUntilComplete(f));
                Promise<String> g = loop.createPromise();
                loop.callSoon(loop::stop);
                try {
                  loop.runUntilComplete(g);
                } catch (IllegalStateException e) {
                  assertThat(e)
                      .hasMessageStartingWith("event loop stopped before the future completed");
                  p("Event loop stopped before Future completed.");
                }
              }
            }),
        trace(
            "175_run_cleanup_leftover_error",
            () -> {
              loop()
                  .setExceptionHandler(
                      failure ->
                          p(
                              failure.message().replace("run()", "asyncio.run()"),
                              "|",
                              failure.exception()));
              return mainWith(
                  () -> {
                    try {
                      await(sleep(Duration.ofSeconds(5)));
                    } catch (CancelledError e) {
                      throw new Boom("in shutdown");
                    }
                    return done();
                  });
            }),
        program(
            "176_run_cleanup_just_created",
            () -> {
              VirtualTime.run(
                  co(
                      () -> {
                        leftover =
                            createTask(
                                co(
                                    () -> {
                                      p("ran");
                                      return done();
                                    }));
                        p("main end");
                        return done();
                      }));
              p(leftover.isCancelled());
            }),
        program(
            "178_run_twice",
            () -> {
              EventLoop a = Weft.run(co(() -> result(loop())));
              EventLoop b = Weft.run(co(() -> result(loop())));
              p(a == b, a.isClosed(), b.isClosed());
            }),
        program(
            "247_run_leftover_swallows",
            () -> {
              VirtualTime.run(
                  mainWith(
                      () -> {
                        try {
                          await(sleep(Duration.ofSeconds(5)));
                        } catch (CancelledError e) {
                          p("swallowed");
                        }
                        await(sleep(ms(10)));
                        p("finished late");
                        return done();
                      }));
              p(leftover.isCancelled());
            }),
        program(
            "248_run_leftover_spawns",
            () ->
                VirtualTime.run(
                    mainWith(
                        () -> {
                          try {
                            await(sleep(Duration.ofSeconds(5)));
                          } finally {
                            p("bg cleanup");
                            await(createTask(late()));
                            p("bg cleanup done");
                          }
                          return done();
                        }))),
        program(
            "250_run_result_types",
            () -> {
              p((Object) Weft.run(done()));
              p(Weft.run(result(List.of(1, 2))));
              try {
                Weft.run(
                    co(
                        () -> {
                          throw new Exit("stop");
                        }));
              } catch (Exit e) {
                p(e);
              }
            }));
  }

  private Coroutine<Void> late() {
    return co(
        () -> {
          p("late start");
          await(yieldNow());
          p("late end");
          return done();
        });
  }
}
