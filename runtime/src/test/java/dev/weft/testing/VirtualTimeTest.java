package dev.weft.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  @Test
  void sleepingTakesNoTime() {
    long start = System.nanoTime();
    assertThat(VirtualTime.<String>run(Weft.sleep(Duration.ofHours(23), "v"))).isEqualTo("v");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void theExceptionOfTheProgramIsThrown() {
    IOException error = new IOException("disk");
    assertThatThrownBy(
            () ->
                VirtualTime.run(
                    TaskGroup.run(
                        group -> {
                          throw error;
                        })))
        .satisfies(e -> assertThat(e.getSuppressed()).containsExactly(error));
  }

  @Test
  void aProgramThatCanNeverGoOnFailsAndSaysWhichTasksWaitWhere() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    assertThatThrownBy(() -> VirtualTime.run(queue.get()))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            nothing can happen any more: no timer, no other thread; tasks that wait: 1
              Task-1[pending, waits for AsyncQueue.get()]
                  at AsyncQueue.get(weft-runtime)""");
  }

  @Test
  void aProgramThatSleepsForEverFailsAtTheLimitOfVirtualTime() {
    VirtualClock clock = new VirtualClock().limits(Duration.ofMinutes(1), Duration.ofSeconds(10));
    assertThatThrownBy(() -> VirtualTime.run(clock, Weft.sleep(Duration.ofHours(1))))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("not finished after PT1M of virtual time; tasks that wait: 1")
        .hasMessageContaining("waits for Alarm");
  }

  @Test
  void aProgramThatNeverStopsFailsAtTheLimitOfRealTime() {
    VirtualClock clock = new VirtualClock().limits(Duration.ofDays(1), Duration.ofMillis(50));
    VirtualTime time = VirtualTime.create(clock);
    spin(time.loop());
    Promise<Void> never = time.loop().createPromise();
    assertThatThrownBy(() -> time.complete(Weft.waitFor(never, Duration.ofHours(1))))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("not finished after PT0.05S of real time; the loop's thread was")
        .hasMessageContaining("Task-1[pending, waits for Promise]");
  }

  private static void spin(EventLoop loop) {
    if (!loop.isClosed()) {
      loop.callSoon(() -> spin(loop));
    }
  }

  @Test
  void timeStandsStillWhileAnotherThreadWorks() {
    VirtualClock clock = new VirtualClock();
    try (VirtualTime time = VirtualTime.create(clock)) {
      Coroutine<String> work =
          Weft.toThread(
              () -> {
                time.loop().callSoonThreadsafe(() -> {});
                return "done at " + clock.elapsed();
              });
      assertThat(time.complete(Weft.waitFor(work, Duration.ofSeconds(1))))
          .isEqualTo("done at PT0S");
    }
  }

  @Test
  void aThreadThatNeverAnswersFailsAtTheLimitOfRealTime() {
    VirtualClock clock = new VirtualClock().limits(Duration.ofDays(1), Duration.ofMillis(50));
    CompletableFuture<String> never = new CompletableFuture<>();
    VirtualTime time = VirtualTime.create(clock);
    Task<String> task = time.start(awaiting(time.loop(), never));
    assertThatThrownBy(() -> time.complete(Weft.waitFor(task, Duration.ofHours(1))))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)(no other thread did anything within|not finished after).*");
    never.complete("late");
  }

  private static Coroutine<String> awaiting(EventLoop loop, CompletableFuture<String> stage) {
    return Weft.waitFor(loop.future(stage), Duration.ofHours(1));
  }

  // ---- by hand ----

  @Test
  void timeCanBeMovedByHand() {
    try (VirtualTime time = VirtualTime.create()) {
      Task<String> task = time.start(Weft.sleep(Duration.ofSeconds(3), "v"));
      time.advance(Duration.ofSeconds(2));
      assertThat(task.isDone()).isFalse();
      time.advance(Duration.ofSeconds(1));
      assertThat(task.result()).isEqualTo("v");
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void movingTimeStopsAtEachTimerOnTheWay() {
    try (VirtualTime time = VirtualTime.create()) {
      List<Duration> seen = new ArrayList<>();
      EventLoop loop = time.loop();
      loop.callLater(
          Duration.ofSeconds(1),
          () -> {
            seen.add(time.elapsed());
            loop.callLater(Duration.ofSeconds(1), () -> seen.add(time.elapsed()));
          });
      loop.callLater(Duration.ofSeconds(9), () -> seen.add(time.elapsed()));
      time.advance(Duration.ofSeconds(5));
      assertThat(seen).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
      assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void closingCancelsWhatIsLeft() {
    Task<Void> task;
    try (VirtualTime time = VirtualTime.create()) {
      task = time.start(Weft.sleep(Duration.ofSeconds(3)));
    }
    assertThat(task.isCancelled()).isTrue();
    assertThatThrownBy(task::result).isInstanceOf(CancelledError.class);
  }
}
