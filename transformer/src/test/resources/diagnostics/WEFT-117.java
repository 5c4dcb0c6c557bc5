package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  @Async
  Coroutine<Integer> total(int price) { // error: WEFT-117
    await(yieldNow());
    return result(price);
  }
}
