package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }

  @Async
  Coroutine<Integer> total(String item) {
    Coroutine<Integer> price = price(item);
    System.out.println(await(price));

    return result(2 * await(price)); // warning: WEFT-206
  }
}
