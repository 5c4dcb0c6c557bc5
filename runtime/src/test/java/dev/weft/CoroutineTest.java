package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Closing coroutines. */
class CoroutineTest {
  private final VirtualTime time = VirtualTime.create();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  /** Sleeps for a second, and notes how that ended. */
  private Coroutine<Void> sleeping() {
    return Script.of(
        (script, at, value, error) -> {
          if (at == 0) {
            events.add("start");
            return script.then(Weft.sleep(Duration.ofSeconds(1)), 1);
          }
          events.add("finally");
          return Script.orThrow(value, error);
        });
  }

  @Test
  void aCoroutineThatIsClosedBeforeItStartsNeverRuns() {
    Coroutine<Void> coroutine = sleeping();
    coroutine.close();
    coroutine.close();
    assertThat(time.start(Script.awaiting(coroutine)).exception())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot await a closed coroutine");
    assertThat(events).isEmpty();
  }

  @Test
  void aSuspendedCoroutineIsNotClosedAndSaysWhatToDo() {
    Coroutine<Void> inner = sleeping();
    Coroutine<Void> outer = Script.awaiting(inner);
    Task<Void> task = time.start(outer);
    for (Coroutine<Void> suspended : List.of(inner, outer)) {
      assertThatThrownBy(suspended::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("cannot close a coroutine that has suspended, cancel its task: " + suspended);
    }
    assertThat(events).containsExactly("start");
    task.cancel();
    time.runUntilIdle();
    assertThat(events).containsExactly("start", "finally");
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void closingOneThatHasEndedDoesNothingHoweverItEnded() {
    Coroutine<Void> inner = sleeping();
    Coroutine<Void> outer = Script.awaiting(inner);
    time.complete(outer);
    inner.close();
    outer.close();
    Coroutine<Void> cancelled = sleeping();
    Coroutine<Void> aboveIt = Script.awaiting(cancelled);
    time.start(aboveIt).cancel();
    time.runUntilIdle();
    cancelled.close();
    aboveIt.close();
    Coroutine<Void> atOnce = Weft.done();
    time.complete(atOnce);
    atOnce.close();
    assertThat(events).containsExactly("start", "finally", "start", "finally");
  }

  @Test
  void closingOneFromInsideDoesNothingAndIsRefusedOnceItHasSuspended() {
    List<Coroutine<Void>> self = new ArrayList<>();
    self.add(
        Script.of(
            (script, at, value, error) -> {
              events.add("at " + at);
              self.get(0).close();
              return script.then(Weft.yieldNow(), 1);
            }));
    assertThat(time.start(self.get(0)).exception())
        .hasMessageStartingWith("cannot close a coroutine that has suspended, cancel its task");
    assertThat(events).containsExactly("at 0", "at 1");
  }
}
