package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Async iteration as it is written: by forEach, and by hand. */
class IterationTest {
  private final List<String> seen = new ArrayList<>();

  @Async
  private Coroutine<Void> store(String line) {
    await(sleep(ofSeconds(1)));
    seen.add(line);
    return done();
  }

  @Async
  Coroutine<Void> storeAll(AsyncIterator<String> lines) {
    await(
        lines.forEach(
            line -> {
              await(store(line));
              return done();
            }));
    return done();
  }

  @Async
  Coroutine<Integer> storeUntilEmpty(AsyncIterator<String> lines) {
    int stored = 0;
    try {
      while (await(lines.advance())) {
        if (lines.current().isEmpty()) {
          break;
        }
        await(store(lines.current()));
        stored++;
      }
    } finally {
      await(lines.close());
    }
    return result(stored);
  }

  @Test
  void forEachRunsTheBodyWithEach() {
    VirtualTime.run(storeAll(AsyncIterator.of(List.of("a", "b"))));
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void aLoopByHandIsLeftByABreak() {
    AsyncIterator<String> lines = AsyncIterator.of(List.of("a", "", "b"));
    assertThat(VirtualTime.<Integer>run(storeUntilEmpty(lines))).isEqualTo(1);
    assertThat(seen).containsExactly("a");
  }

  @Async
  @SuppressWarnings("weft:203") // The thread that is joined has nothing left to do.
  Coroutine<Integer> countUntilThree(SubmissionPublisher<Integer> numbers)
      throws InterruptedException {
    AsyncIterator<Integer> iterator = AsyncIterator.of(numbers, 2);
    Thread publishing =
        new Thread(
            () -> {
              while (!numbers.hasSubscribers()) {
                Thread.onSpinWait();
              }
              for (int i = 0; numbers.hasSubscribers(); i++) {
                numbers.submit(i);
              }
            });
    publishing.start();
    int[] last = {0};
    await(
        iterator.forEachWhile(
            number -> {
              last[0] = number;
              return result(number < 3);
            }));
    publishing.join();
    return result(last[0]);
  }

  @Test
  void leavingAPublisherCancelsItsSubscription() throws InterruptedException {
    try (SubmissionPublisher<Integer> numbers = new SubmissionPublisher<>()) {
      assertThat(Weft.run(countUntilThree(numbers))).isEqualTo(3);
      assertThat(numbers.hasSubscribers()).isFalse();
    }
  }
}
