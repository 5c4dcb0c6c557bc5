package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

@SuppressWarnings("weft:206") class Cart {
  @Async Coroutine<Long> total(Coroutine<Long> first) { // error: WEFT-109
    long sum = await(first);

    /* 4000 times */ sum += await(first);

    return result(sum + await(first));
  }
}
