package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;

class Stock {
  @Async
  Coroutine<Integer> take(int count) {
    await(yieldNow());
    return result(count);
  }
}
// Touched.
