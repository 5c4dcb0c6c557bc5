package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

// error without a line: WEFT-118
class Cart {
  @Async
  Coroutine<Integer> total(int price) {
    await(yieldNow());
    return result(price);
  }
}
