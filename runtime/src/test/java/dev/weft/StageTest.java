package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop and the stages of other threads. */
class StageTest {
  private final VirtualTime time = VirtualTime.create();
  private final EventLoop loop = time.loop();

  @AfterEach
  void close() {
    loop.setExceptionHandler(failure -> {});
    time.close();
  }

  private Task<Object> awaiting(CompletionStage<?> stage) {
    return time.start(
        Script.of(
            (script, at, value, error) ->
                at == 0 ? script.then(Weft.future(stage), 1) : Script.orThrow(value, error)));
  }

  @Test
  void aStageThatIsDoneGivesADoneFuture() {
    Task<Object> task = awaiting(CompletableFuture.completedFuture("v"));
    assertThat(task.result()).isEqualTo("v");
    assertThat(awaiting(CompletableFuture.completedStage("minimal")).result()).isEqualTo("minimal");
  }

  @Test
  void aTaskGoesOnWhenTheStageCompletes() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Task<Object> task = awaiting(stage);
    assertThat(loop.outsideWaits()).isEqualTo(1);
    stage.complete("v");
    time.runUntilIdle();
    assertThat(task.result()).isEqualTo("v");
    assertThat(loop.outsideWaits()).isZero();
  }

  @Test
  void exceptionsArriveWithoutTheirWrappers() {
    IOException error = new IOException("disk");
    CompletableFuture<String> source = new CompletableFuture<>();
    List<Task<Object>> tasks = new ArrayList<>();
    tasks.add(awaiting(source));
    tasks.add(awaiting(source.thenApply(String::length)));
    tasks.add(
        awaiting(
            CompletableFuture.failedFuture(
                new CompletionException(new ExecutionException(error)))));
    source.completeExceptionally(error);
    time.runUntilIdle();
    assertThat(tasks).allSatisfy(task -> assertThat(task.exception()).isSameAs(error));
  }

  @Test
  void aCancelledStageIsACancelledError() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Task<Object> task = awaiting(stage);
    stage.cancel(true);
    time.runUntilIdle();
    assertThat(task.isCancelled()).isTrue();
    assertThatThrownBy(task::result)
        .isInstanceOf(CancelledError.class)
        .hasCauseInstanceOf(CancellationException.class);
  }

  @Test
  void aCancelledErrorComesBackFromAStageAsItself() {
    Task<Object> inner = awaiting(new CompletableFuture<>());
    CompletableFuture<Object> stage = new CompletableFuture<>();
    inner.linkTo(stage);
    inner.cancel("original");
    time.runUntilIdle();
    Task<Object> pending = awaiting(stage.thenApply(value -> value));
    Task<Object> done = awaitingInline(stage);
    assertThatThrownBy(pending::result).hasMessage("original").isSameAs(errorOf(inner));
    assertThatThrownBy(done::result).hasMessage("original").isSameAs(errorOf(inner));
  }

  private static Throwable errorOf(Task<?> task) {
    return catchThrowable(task::result);
  }

  /** As generated code awaits a stage. */
  private Task<Object> awaitingInline(CompletionStage<?> stage) {
    return time.start(Straight.co(() -> Weft.result((Object) Straight.await(stage))));
  }

  @Test
  void cancellingTheTaskCancelsTheStage() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Task<Object> task = awaiting(stage);
    task.cancel();
    assertThat(stage).isCancelled();
    time.runUntilIdle();
    assertThat(task.isCancelled()).isTrue();
    assertThat(loop.outsideWaits()).isZero();
  }

  @Test
  void cancellingATaskThatWaitsForAMinimalStageEndsTheTaskAlone() {
    CompletableFuture<String> source = new CompletableFuture<>();
    Task<Object> task = awaiting(source.minimalCompletionStage());
    task.cancel();
    time.runUntilIdle();
    assertThat(task.isCancelled()).isTrue();
    source.complete("late");
    time.runUntilIdle();
    assertThat(source).isCompletedWithValue("late");
  }

  @Test
  void stagesThatOtherThreadsCompleteAreAllReceived() {
    int stages = 100_000;
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < stages; i++) {
      all.add(new CompletableFuture<>());
    }
    new Thread(
            () -> {
              for (int i = 0; i < stages; i++) {
                all.get(i).complete(i);
              }
            })
        .start();
    long[] sum = {0};
    Coroutine<Long> adding =
        Script.of(
            (script, at, value, error) -> {
              if (at > 0) {
                sum[0] += (Integer) value;
              }
              return at == stages ? sum[0] : script.then(Weft.future(all.get(at)), at + 1);
            });
    assertThat(VirtualTime.run(new VirtualClock(), adding))
        .isEqualTo((long) stages * (stages - 1) / 2);
  }

  @Test
  void aStageCompletedAfterTheLoopWasClosedIsIgnored() {
    EventLoop closed = EventLoop.create();
    CompletableFuture<String> stage = new CompletableFuture<>();
    Future<String> future = closed.future(stage);
    closed.close();
    stage.complete("late");
    assertThat(future.isDone()).isFalse();
  }
}
