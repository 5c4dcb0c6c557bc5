package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

@SuppressWarnings("weft:205") class Cart {
  @Async Coroutine<Long> total(String item) { // warning: WEFT-211
    long sum = 0;

    /* 700 times */ sum += await(price(item)) > sum ? sum : 1;

    return result(sum);
  }

  static Coroutine<Long> price(String item) { return Weft.result((long) item.length()); }
}
