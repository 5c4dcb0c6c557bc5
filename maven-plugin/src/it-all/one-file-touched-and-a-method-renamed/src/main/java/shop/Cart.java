package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  @Async
  Coroutine<Integer> add(int count) {
    await(yieldNow());
    return result(count);
  }
}
