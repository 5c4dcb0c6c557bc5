package shop;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Cart {
  @Async Coroutine<Integer> count() { // error: WEFT-115
    return Weft.result(Weft.await(Weft.result(1)));
  }
}
