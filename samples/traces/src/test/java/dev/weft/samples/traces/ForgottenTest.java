package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.LoopFailure;
import dev.weft.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Debug mode finds the coroutines that nobody awaits, and none that somebody does. */
class ForgottenTest {
  private final List<LoopFailure> failures = new ArrayList<>();

  @Async
  private Coroutine<Integer> price(String item) {
    await(yieldNow());
    return result(item.length());
  }

  /** Calls {@code price} directly: its frame is made when it suspends. */
  @Async
  private Coroutine<Integer> total() {
    return result(await(price("tea")) + await(price("milk")));
  }

  @Async
  @SuppressWarnings("weft:201")
  Coroutine<Void> forgets() {
    await(total());
    price("forgotten"); // warning: WEFT-201, and meant
    return done();
  }

  @Async
  Coroutine<Integer> awaitsInEveryWay() throws Exception {
    AsyncCallable<Integer> lambda =
        () -> {
          await(yieldNow());
          return result(await(total()));
        };
    Coroutine<Integer> kept = price("kept");
    return result(await(lambda.call()) + await(kept) + await(total()));
  }

  private <T> void run(AsyncCallable<T> body) throws Exception {
    try (VirtualTime time = VirtualTime.create()) {
      time.loop().setDebug(true);
      time.loop().setExceptionHandler(failures::add);
      time.complete(body.call());
    }
  }

  @Test
  void aForgottenCoroutineIsNamedWithThePlaceThatCalledIt() throws Exception {
    run(this::forgets);
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0).message()).isEqualTo("coroutine was never awaited");
    assertThat((String) failures.get(0).source())
        .matches(
            "dev\\.weft\\.samples\\.traces\\.ForgottenTest\\.price, created at"
                + " dev\\.weft\\.samples\\.traces\\.ForgottenTest\\.forgets"
                + "\\(ForgottenTest\\.java:38\\)");
  }

  @Test
  void whatIsAwaitedIsNeverReported() throws Exception {
    run(this::awaitsInEveryWay);
    assertThat(failures).isEmpty();
  }
}
