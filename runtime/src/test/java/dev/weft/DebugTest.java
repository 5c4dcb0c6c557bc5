package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DebugTest {
  private final VirtualClock clock = new VirtualClock();
  private final VirtualTime time = VirtualTime.create(clock);
  private final EventLoop loop = time.loop();

  @Test
  void whatBlocksTheLoopIsReportedWithItsPlace() {
    loop.setSlowCallbackThreshold(Duration.ofMillis(5));
    try (CapturedLog log = new CapturedLog()) {
      loop.createTask(
          Script.of(
              (script, at, value, error) -> {
                if (at == 1) {
                  clock.advance(Duration.ofMillis(6));
                }
                return at == 2 ? null : script.then(Weft.yieldNow(), at + 1);
              }));
      time.runUntilIdle();
      assertThat(log.messages())
          .anySatisfy(
              message ->
                  assertThat(message)
                      .matches(
                          "WARNING the loop was blocked: Task-1\\[pending\\]"
                              + " from Script.step\\(weft-runtime\\)"
                              + " to Script.step\\(weft-runtime\\) took 0\\.006 seconds"));
    }
    time.close();
  }

  @Test
  void aTaskThatIgnoresItsCancellationIsReported() {
    loop.setDebug(true);
    assertThat(loop.isDebug()).isTrue();
    try (CapturedLog log = new CapturedLog()) {
      Task<Object> task =
          time.start(
              Script.of(
                  (script, at, value, error) ->
                      at == 0 ? script.then(loop.createPromise(), 1) : null));
      task.cancel();
      time.runUntilIdle();
      assertThat(log.messages())
          .containsExactly("WARNING Task-1[pending] ended normally though it was asked to cancel");
      assertThat(log.records().get(0).getThrown()).hasMessage("created here");
    }
    time.close();
  }

  @Test
  void aTaskThatIsPendingAtCloseIsReportedWithItsCreation() {
    List<LoopFailure> failures = new ArrayList<>();
    EventLoop abandoned = EventLoop.create();
    abandoned.setDebug(true);
    abandoned.setExceptionHandler(failures::add);
    Task<Void> task = abandoned.createTask(Weft.done());
    abandoned.close();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).message()).isEqualTo("task was pending when its loop was closed");
    assertThat(failures.get(0).source()).isSameAs(task);
    assertThat(failures.get(0).exception().getStackTrace())
        .anyMatch(element -> element.getMethodName().startsWith("aTaskThatIsPendingAtClose"));
    time.close();
  }

  @Test
  void aFailureThatWasNeverRetrievedIsReportedWithTheCreationOfItsTask() {
    List<LoopFailure> failures = new ArrayList<>();
    loop.setDebug(true);
    loop.setExceptionHandler(failures::add);
    RuntimeException error = new RuntimeException("nobody looks");
    time.start(
        Script.of(
            (script, at, value, e) -> {
              throw error;
            }));
    time.close();
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).message()).isEqualTo("task exception was never retrieved");
    assertThat(failures.get(0).exception()).isSameAs(error);
    assertThat((String) failures.get(0).source())
        .matches(
            "Task-1\\[failed\\], created at"
                + " dev\\.weft\\.testing\\.VirtualTime\\.start\\(VirtualTime\\.java:\\d+\\)");
  }

  @Test
  void debugModeIsTurnedOnAndOffOnTheThreadOfTheLoop() {
    loop.setDebug(true);
    loop.setDebug(false);
    assertThat(loop.isDebug()).isFalse();
    loop.setSlowCallbackThreshold(Duration.ofMillis(5));
    assertThat(loop.isDebug()).isTrue();
    List<Throwable> refusals = new ArrayList<>();
    time.start(
        Script.of(
            (script, at, value, error) -> {
              CompletableFuture.runAsync(() -> loop.setDebug(false))
                  .handle((nothing, e) -> refusals.add(e.getCause()))
                  .join();
              return null;
            }));
    assertThat(refusals.get(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("setDebug was called on thread ");
    time.close();
  }
}
