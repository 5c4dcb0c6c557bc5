package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

class Cart {
  @Async
  Coroutine<Void> pay(int amount) {
    await(sleep(Duration.ofMillis(amount)));
    return null; // warning: WEFT-208
  }
}
