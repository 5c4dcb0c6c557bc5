package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.List;

class Cart {
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }

  @Async Coroutine<Integer> total(List<String> items) {
    return result(items.stream().mapToInt(item -> await(price(item))).sum() + await(price("bag"))); // error: WEFT-102
  }
}
