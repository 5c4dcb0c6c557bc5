package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeftTest {
  private final VirtualTime time = VirtualTime.create();
  private final EventLoop loop = time.loop();

  @AfterEach
  void close() {
    loop.setExceptionHandler(failure -> {});
    time.close();
  }

  /** Awaits what {@code make} makes on the loop. */
  private <T> Task<T> start(Supplier<? extends Awaitable<T>> make) {
    return time.start(
        Script.of(
            (script, at, value, error) ->
                at == 0 ? script.then(make.get(), 1) : Script.orThrow(value, error)));
  }

  @Test
  void whatNeedsTransformationSaysSoWithThePlaceAndTheRemedy() {
    List<Runnable> calls =
        List.of(
            () -> Weft.await(Weft.done()),
            () -> Weft.await(CompletableFuture.completedFuture(1)),
            () -> Weft.await(Weft.done(), RuntimeException.class),
            () -> Weft.await(CompletableFuture.completedFuture(1), RuntimeException.class),
            () -> Task.result(1),
            () -> Task.done());
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not transformed, at ")
                    .hasMessageContaining("weft-maven-plugin")
                    .hasMessageContaining("java -jar weft-transformer-all.jar")
                    .hasMessageContaining("-javaagent:weft-transformer-all.jar")
                    .hasMessageContaining("WeftTest.java:")
                    .hasMessageContaining("@Async"));
  }

  @Test
  void functionsThatNeedALoopSaySo() {
    for (Runnable call :
        List.<Runnable>of(
            () -> Weft.createTask(Weft.done()),
            () -> Weft.gather(Weft.done()),
            () -> Weft.future(CompletableFuture.completedFuture(1)),
            Weft::currentTask,
            Weft::allTasks)) {
      assertThatThrownBy(call::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("no running event loop on this thread");
    }
  }

  @Test
  void gatherCombinesValuesOfDifferentTypes() {
    assertThat(start(() -> Weft.gather(Weft.result(1), Weft.result("b"), (a, b) -> a + b)).result())
        .isEqualTo("1b");
    Task<String> five =
        start(
            () ->
                Weft.gather(
                    Weft.result(1),
                    Weft.result('b'),
                    Weft.sleep(Duration.ZERO, 3.0),
                    Weft.future(CompletableFuture.completedFuture("d")),
                    Weft.result(5L),
                    (a, b, c, d, e) -> "" + a + b + c + d + e));
    assertThat(five.result()).isEqualTo("1b3.0d5");
    assertThat(
            start(() -> Weft.gather(Weft.result(1), Weft.result(2), Weft.result(3), this::sum))
                .result())
        .isEqualTo(6);
    assertThat(
            start(
                    () ->
                        Weft.gather(
                            Weft.result(1),
                            Weft.result(2),
                            Weft.result(3),
                            Weft.result(4),
                            (a, b, c, d) -> a + b + c + d))
                .result())
        .isEqualTo(10);
  }

  private int sum(int a, int b, int c) {
    return a + b + c;
  }

  @Test
  void anExceptionOfTheCombiningFunctionIsThatOfTheGather() {
    RuntimeException error = new RuntimeException("combine");
    Task<Object> task =
        start(
            () ->
                Weft.gather(
                    Weft.result(1),
                    Weft.result(2),
                    (a, b) -> {
                      throw error;
                    }));
    assertThat(task.exception()).isSameAs(error);
  }

  @Test
  void whatIsGivenToGatherTwiceRunsOnceAndAppearsTwice() {
    int[] runs = {0};
    Coroutine<Integer> coroutine = Script.of((script, at, value, error) -> ++runs[0]);
    assertThat(start(() -> Weft.gather(coroutine, coroutine, coroutine)).result())
        .containsExactly(1, 1, 1);
    Task<Integer> task = loop.createTask(Weft.sleep(Duration.ZERO, 7));
    Promise<Integer> done = loop.createPromise();
    done.complete(8);
    assertThat(start(() -> Weft.gather(task, done, task, done)).result())
        .containsExactly(7, 8, 7, 8);
    assertThat(runs).containsExactly(1);
  }

  @Test
  void gatherGivesTheFirstFailureInTheOrderOfTime() {
    IOException late = new IOException("late");
    Task<List<Object>> task =
        start(
            () ->
                Weft.gather(
                    Script.of(
                        (script, at, value, error) -> {
                          if (at == 0) {
                            return script.then(Weft.sleep(2, TimeUnit.SECONDS), 1);
                          }
                          throw late;
                        }),
                    Script.of(
                        (script, at, value, error) -> {
                          if (at == 0) {
                            return script.then(Weft.sleep(1, TimeUnit.SECONDS), 1);
                          }
                          throw new IOException("early");
                        })));
    List<LoopFailure> failures = new ArrayList<>();
    loop.setExceptionHandler(failures::add);
    time.advance(Duration.ofSeconds(3));
    assertThat(task.exception()).hasMessage("early");
    assertThat(failures).isEmpty();
  }

  @Test
  void theListsOfGatherCannotBeChanged() {
    List<Integer> values = start(() -> Weft.gather(Weft.result(1))).result();
    assertThatThrownBy(() -> values.add(2)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void waitUntilRefusesAnEmptyCollectionAtOnce() {
    assertThatThrownBy(() -> Weft.waitUntil(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing to wait for: the collection of futures is empty");
  }

  @Test
  void aFailureThatOnlyWaitUntilSawIsReported() {
    List<LoopFailure> failures = new ArrayList<>();
    Task<Void> failing =
        loop.createTask(
            Script.of(
                (script, at, value, error) -> {
                  throw new IOException("unseen");
                }),
            TaskOptions.named("failing"));
    Task<WaitResult<Task<Void>>> waiting = start(() -> Weft.waitUntil(List.of(failing)));
    assertThat(waiting.result().done()).containsExactly(failing);
    loop.setExceptionHandler(failures::add);
    time.close();
    assertThat(failures)
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.message()).isEqualTo("task exception was never retrieved"));
  }

  @Test
  void aSleepLongerThanAnyClockNeverOverflows() {
    Task<Void> task = start(() -> Weft.sleep(Duration.ofSeconds(Long.MAX_VALUE)));
    Task<Void> past = start(() -> Weft.sleep(Duration.ofSeconds(Long.MIN_VALUE)));
    Task<Void> days = start(() -> Weft.sleep(Long.MAX_VALUE, TimeUnit.DAYS));
    assertThat(past.isDone()).isTrue();
    assertThat(task.isDone()).isFalse();
    assertThat(days.isDone()).isFalse();
  }

  @Test
  void doneAndResultAreCoroutinesForOneUse() {
    Coroutine<String> once = Weft.result("v");
    assertThat(start(() -> once).result()).isEqualTo("v");
    assertThat(start(() -> once).exception())
        .hasMessageStartingWith("cannot reuse already awaited coroutine");
  }

  @Test
  void aCoroutineThatIsGatheredTwiceRunsOnceAmongFewAndAmongMany() {
    for (int others : List.of(0, 1, 14, 15, 16, 40)) {
      List<String> runs = new ArrayList<>();
      Coroutine<String> twice =
          Script.of(
              (script, at, value, error) -> {
                runs.add("twice");
                return "t";
              });
      List<Coroutine<String>> all = new ArrayList<>(List.of(twice));
      for (int i = 0; i < others; i++) {
        String name = "" + i;
        all.add(Script.of((script, at, value, error) -> name));
      }
      all.add(twice);
      Task<List<String>> gathered = start(() -> Weft.gather(all));
      time.runUntilIdle();
      assertThat(gathered.result()).hasSize(others + 2).startsWith("t").endsWith("t");
      assertThat(runs).hasSize(1);
    }
  }
}
