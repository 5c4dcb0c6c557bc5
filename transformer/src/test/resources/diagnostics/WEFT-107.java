package shop;

import static dev.weft.Weft.await;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  @Async
  int[] prices(Coroutine<Integer> first) { // error: WEFT-107
    return new int[] {await(first)};
  }
}
