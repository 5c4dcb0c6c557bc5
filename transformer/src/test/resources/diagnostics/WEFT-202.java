package shop;

import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  static class Item {
    @Async
    Coroutine<String> name() { // warning: WEFT-202
      return result("袋子");
    }

    @SuppressWarnings("weft:202")
    @Async Coroutine<String> colour() { return result("red"); }
  }

  @SuppressWarnings({"unused", "weft"})
  static class Bag {
    @Async Coroutine<String> name() { return result("bag"); }
  }
}
