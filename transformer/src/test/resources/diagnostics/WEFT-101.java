package shop;

import static dev.weft.Weft.await;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Cart {
  @Async Coroutine<Integer> count(String item) { return Weft.result(await(Weft.result(3))); }

  @Async Coroutine<Integer> total(String item) { return Weft.result(await(count(item)) + await(count("bag"))); }

  int weight(String item, int... more) {
    return 2 * await(count(item)); // error: WEFT-101
  }
}
