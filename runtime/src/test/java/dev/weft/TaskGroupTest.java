package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskGroupTest {
  private final List<Object> events = new ArrayList<>();

  private static <T> Coroutine<T> group(AsyncFunction<TaskGroup, T> body) {
    return TaskGroup.run(group -> co(() -> body.apply(group)));
  }

  private Coroutine<Void> sleepLong(String name) {
    return co(
        () -> {
          try {
            await(sleep(Duration.ofHours(1)));
          } finally {
            events.add(name + " ended");
          }
          return done();
        });
  }

  @Test
  void theValueOfTheBodyIsTheValueOfTheGroup() {
    assertThat(VirtualTime.<String>run(group(g -> result("v")))).isEqualTo("v");
  }

  @Test
  void amongManyThatHaveEndedThoseThatAreLeftAreCancelledInTheirOrder() {
    assertThatThrownBy(
            () ->
                VirtualTime.run(
                    group(
                        g -> {
                          for (int i = 0; i < 100; i++) {
                            g.createTask(i % 40 == 0 ? sleepLong("child " + i) : yieldNow());
                          }
                          await(sleep(Duration.ofMinutes(1)));
                          assertThat(g).hasToString("TaskGroup[tasks: 3, errors: 0]");
                          throw new IOException("body");
                        })))
        .isInstanceOf(ExceptionGroup.class);
    assertThat(events).containsExactly("child 0 ended", "child 40 ended", "child 80 ended");
  }

  @Test
  void anExceptionOfTheBodyCancelsTheTasksAndIsInTheGroup() {
    IOException error = new IOException("body");
    assertThatThrownBy(
            () ->
                VirtualTime.run(
                    group(
                        g -> {
                          g.createTask(sleepLong("child"));
                          await(yieldNow());
                          throw error;
                        })))
        .isInstanceOf(ExceptionGroup.class)
        .hasMessage("unhandled errors in a TaskGroup (1 sub-exception)")
        .satisfies(e -> assertThat(((ExceptionGroup) e).exceptions()).containsExactly(error));
    assertThat(events).containsExactly("child ended");
  }

  @Test
  void cancelEndsTheGroupWithoutAnException() {
    VirtualTime.run(
        co(
            () -> {
              await(
                  group(
                      g -> {
                        g.createTask(sleepLong("a"));
                        g.createTask(sleepLong("b"));
                        await(yieldNow());
                        g.cancel();
                        g.cancel();
                        await(sleepLong("body"));
                        return done();
                      }));
              events.add("after " + Weft.currentTask().cancelling());
              await(yieldNow());
              return done();
            }));
    assertThat(events).containsExactly("a ended", "b ended", "body ended", "after 0");
  }

  @Test
  void cancelFromAChildEndsABodyThatHasReturned() {
    VirtualTime.run(
        group(
            g -> {
              g.createTask(sleepLong("a"));
              g.createTask(
                  co(
                      () -> {
                        await(yieldNow());
                        g.cancel();
                        return done();
                      }));
              return done();
            }));
    assertThat(events).containsExactly("a ended");
  }

  /** Ends a second after it was cancelled. */
  private Coroutine<Void> endsSlowly() {
    return co(
        () -> {
          try {
            await(sleep(Duration.ofHours(1)));
          } finally {
            await(sleep(Duration.ofSeconds(1)));
          }
          return done();
        });
  }

  @Test
  void aCancellationFromOutsideAfterThatOfTheGroupIsNotLost() {
    try (VirtualTime time = VirtualTime.create()) {
      Task<Void> parent =
          time.start(
              group(
                  g -> {
                    g.createTask(endsSlowly());
                    await(yieldNow());
                    g.cancel();
                    return done();
                  }));
      assertThat(parent.isDone()).isFalse();
      parent.cancel("from outside");
      time.advance(Duration.ofSeconds(1));
      assertThat(parent.isCancelled()).isTrue();
      assertThatThrownBy(parent::result).hasMessage("from outside");
    }
  }

  @Test
  void theFailureOfTheBodyIsNotLostWhenACancellationFromOutsideComesAfterIt() {
    IOException error = new IOException("body");
    try (VirtualTime time = VirtualTime.create()) {
      Task<Void> parent =
          time.start(
              group(
                  g -> {
                    g.createTask(endsSlowly());
                    await(yieldNow());
                    throw error;
                  }));
      parent.cancel("from outside");
      time.advance(Duration.ofSeconds(1));
      assertThat(parent.exception())
          .isInstanceOf(ExceptionGroup.class)
          .satisfies(e -> assertThat(((ExceptionGroup) e).exceptions()).containsExactly(error));
    }
  }

  @Test
  void cancelAfterTheEndDoesNothing() {
    VirtualTime.run(
        co(
            () -> {
              TaskGroup ended = await(group(g -> result(g)));
              ended.cancel();
              await(yieldNow());
              events.add("alive");
              return done();
            }));
    assertThat(events).containsExactly("alive");
  }

  @Test
  void aGroupThatHasEndedRefusesTasksAndClosesTheirCoroutines() {
    VirtualTime.run(
        co(
            () -> {
              TaskGroup ended = await(group(g -> result(g)));
              Coroutine<Void> late = sleepLong("late");
              assertThatThrownBy(() -> ended.createTask(late))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage("the task group is finished");
              assertThatThrownBy(() -> await(late)).hasMessageContaining("closed coroutine");
              return done();
            }));
  }

  @Test
  void aGroupThatShutsDownRefusesTasks() {
    VirtualTime.run(
        co(
            () -> {
              await(
                  group(
                      g -> {
                        g.cancel();
                        assertThatThrownBy(() -> g.createTask(done()))
                            .hasMessage("the task group is shutting down");
                        return done();
                      }));
              return done();
            }));
  }

  @Test
  void aTaskMayStartEagerlyInAGroup() {
    VirtualTime.run(
        group(
            g -> {
              Task<String> task = g.createTask(result("v"), TaskOptions.EAGER);
              events.add(task.result());
              return done();
            }));
    assertThat(events).containsExactly("v");
  }
}
