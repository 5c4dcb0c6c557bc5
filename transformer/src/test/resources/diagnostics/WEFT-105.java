package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  private final Object stock = new Object();

  @Async Coroutine<Integer> take(String item) {
    int wanted = await(count(item));
    synchronized (stock) {
      wanted++;

      wanted += Math.max(wanted, await(count(item))); // error: WEFT-105
    }
    return result(wanted);
  }

  @Async Coroutine<Integer> count(String item) { return result(await(result(item.length()))); }
}
