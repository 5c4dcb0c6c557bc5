package shop;

import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Cart {
  @Async
  Coroutine<String> name() {
    return result("cart");
  }

  @Async
  @SuppressWarnings("weft:202")
  Coroutine<String> colour() {
    return result("red");
  }
}
