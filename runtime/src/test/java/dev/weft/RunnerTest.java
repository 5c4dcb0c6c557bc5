package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Runners, and the threads of a loop. */
class RunnerTest {
  private static <T> Coroutine<T> awaiting(AsyncCallable<T> make) {
    return Script.of(
        (script, at, value, error) ->
            at == 0 ? script.then(make.call(), 1) : Script.orThrow(value, error));
  }

  @Test
  void severalRunsShareTheLoopAndTheContext() {
    ContextVar<Integer> count = ContextVar.withDefault("count", 0);
    try (Runner runner = new Runner()) {
      Coroutine<EventLoop> first =
          Script.of(
              (script, at, value, error) -> {
                count.set(1);
                return EventLoop.current();
              });
      assertThat(runner.run(first)).isSameAs(runner.loop());
      Coroutine<Integer> second = Script.of((script, at, value, error) -> count.get());
      assertThat(runner.run(second)).isEqualTo(1);
    }
    assertThat(count.get()).isZero();
  }

  @Test
  void aClosedRunnerRefusesToRun() {
    Runner runner = new Runner();
    runner.close();
    runner.close();
    assertThatThrownBy(() -> runner.run(Weft.done()))
        .hasMessageStartingWith("event loop is closed");
  }

  @Test
  void theExceptionOfMainIsThrownAfterTheCleanUp() {
    List<String> events = new ArrayList<>();
    IOException error = new IOException("main");
    Coroutine<Void> leftover =
        Script.of(
            (script, at, value, e) -> {
              if (at == 0) {
                return script.then(Weft.sleep(Duration.ofDays(1)), 1);
              }
              events.add("leftover " + e.getClass().getSimpleName());
              return null;
            });
    assertThatThrownBy(
            () ->
                Weft.run(
                    Script.of(
                        (script, at, value, e) -> {
                          if (at == 0) {
                            Weft.createTask(leftover);
                            return script.then(Weft.yieldNow(), 1);
                          }
                          throw error;
                        })))
        .isSameAs(error);
    assertThat(events).containsExactly("leftover CancelledError");
  }

  @Test
  void anInterruptedThreadStillCleansUp() {
    List<String> events = new ArrayList<>();
    Coroutine<Void> leftover =
        Script.of(
            (script, at, value, error) -> {
              if (at < 2) {
                return script.then(Weft.sleep(Duration.ofMillis(at == 0 ? 100_000 : 1)), at + 1);
              }
              events.add("cleaned up");
              return null;
            });
    Coroutine<Void> main =
        Script.of(
            (script, at, value, error) -> {
              if (at == 0) {
                Weft.createTask(leftover);
                Thread.currentThread().interrupt();
                return script.then(Weft.sleep(Duration.ofDays(1)), 1);
              }
              return Script.orThrow(value, error);
            });
    assertThatThrownBy(() -> Weft.run(main))
        .isInstanceOf(CancelledError.class)
        .hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(events).containsExactly("cleaned up");
  }

  // ---- threads ----

  @Test
  void toThreadRunsElsewhereWithTheCallersContext() {
    ContextVar<String> user = ContextVar.withDefault("user", "nobody");
    Coroutine<String> main =
        awaiting(
            () -> {
              user.set("ada");
              return Weft.toThread(() -> user.get() + " on " + Thread.currentThread().getName());
            });
    assertThat(Weft.run(main)).matches("ada on weft-worker-\\d+");
  }

  @Test
  void theExceptionOfTheBodyIsThrownAsItself() {
    IOException error = new IOException("disk");
    Coroutine<Object> body =
        Weft.toThread(
            () -> {
              throw error;
            });
    assertThatThrownBy(() -> Weft.run(awaiting(() -> body))).isSameAs(error);
  }

  @Test
  void theEndOfTheRunWaitsForTheDefaultExecutor() {
    AtomicInteger done = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    Coroutine<Object> main =
        Script.of(
            (script, at, value, error) -> {
              if (at == 0) {
                EventLoop.current()
                    .runInExecutor(
                        null,
                        () -> {
                          started.countDown();
                          return done.incrementAndGet();
                        });
              }
              return at == 0 && started.getCount() > 0 ? script.then(Weft.yieldNow(), 0) : null;
            });
    Weft.run(main);
    assertThat(done).hasPositiveValue();
  }

  @Test
  void aBodyThatIsCancelledBeforeItStartsNeverRuns() throws InterruptedException {
    ExecutorService single = Executors.newSingleThreadExecutor();
    CountDownLatch blocked = new CountDownLatch(1);
    AtomicInteger ran = new AtomicInteger();
    single.execute(
        () -> {
          try {
            blocked.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    Coroutine<Boolean> main =
        Script.of(
            (script, at, value, error) -> {
              Future<Integer> future = Weft.runInExecutor(single, ran::incrementAndGet);
              return future.cancel();
            });
    assertThat(Weft.run(main)).isTrue();
    blocked.countDown();
    single.shutdown();
    assertThat(single.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(ran).hasValue(0);
  }

  @Test
  void theExecutorOfTheLoopCanBeReplacedAndIsShutDown() {
    ExecutorService own = Executors.newSingleThreadExecutor();
    Coroutine<Integer> main =
        awaiting(
            () -> {
              EventLoop.current().setDefaultExecutor(own);
              return Weft.toThread(() -> 7);
            });
    assertThat(Weft.run(main)).isEqualTo(7);
    assertThat(own.isShutdown()).isTrue();
    assertThatThrownBy(() -> own.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
  }
}
