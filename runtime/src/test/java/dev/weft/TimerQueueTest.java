package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue();

  private TimerHandle add(long when) {
    return queue.add(() -> {}, Context.EMPTY, when);
  }

  private List<TimerHandle> drain() {
    List<TimerHandle> drained = new ArrayList<>();
    for (TimerHandle timer = queue.peek(); timer != null; timer = queue.peek()) {
      drained.add(queue.pollDue(timer.when));
    }
    return drained;
  }

  @Test
  void timersOfTheSameMomentAreFirstInFirstOut() {
    List<TimerHandle> added = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      added.add(add(random.nextInt(50)));
    }
    added.sort(Comparator.comparingLong(timer -> timer.when)); // A stable sort.
    assertThat(drain()).isEqualTo(added);
  }

  @Test
  void cancelledTimersAreSkippedAtTheHead() {
    TimerHandle first = add(1);
    TimerHandle second = add(2);
    first.cancel();
    assertThat(queue.peek()).isSameAs(second);
  }

  @Test
  void aTimerThatIsNotDueStays() {
    TimerHandle timer = add(5);
    assertThat(queue.pollDue(4)).isNull();
    assertThat(queue.pollDue(5)).isSameAs(timer);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void deadlinesAreComparedByDifferenceSoThatTheClockMayOverflow() {
    TimerHandle after = add(Long.MIN_VALUE + 10);
    TimerHandle before = add(Long.MAX_VALUE - 10);
    assertThat(drain()).containsExactly(before, after);
  }

  @Test
  void manyCancelledTimersAreDroppedLongBeforeTheyAreDue() {
    List<TimerHandle> kept = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      TimerHandle timer = add(1_000_000 - i);
      if (i % 100_000 == 0) {
        kept.add(0, timer);
      } else {
        timer.cancel();
      }
    }
    assertThat(queue.size()).isLessThan(300);
    assertThat(drain()).isEqualTo(kept);
  }

  @Test
  void cancellingATimerThatHasLeftTheQueueIsHarmless() {
    TimerHandle gone = add(1);
    queue.pollDue(1);
    TimerHandle stays = add(2);
    gone.cancel();
    assertThat(queue.peek()).isSameAs(stays);
  }
}
