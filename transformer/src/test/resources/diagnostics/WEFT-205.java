package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Cart {
  @Async Coroutine<Long> total(String item) { // warning: WEFT-205
    long sum = 0;

    /* 300 times */ sum += await(price(item));

    return result(sum);
  }

  private Coroutine<Long> price(String item) { return Weft.result((long) item.length()); }
}
