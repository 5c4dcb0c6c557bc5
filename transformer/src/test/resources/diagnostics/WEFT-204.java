package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

class Cart {
  @Async
  Coroutine<Void> watch() {
    while (true) {
      try {
        await(sleep(Duration.ofSeconds(1)));
        System.out.println("still there");
      } catch (Throwable e) { // warning: WEFT-204
        System.err.println("failed: " + e);
      }
    }
  }

  @Async
  Coroutine<Void> close() {
    try {
      await(sleep(Duration.ofSeconds(1)));
    } catch (Exception e) {
      System.err.println("failed: " + e);
    }
    return done();
  }
}
