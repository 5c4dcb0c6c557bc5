package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  private int items;

  @Async
  synchronized Coroutine<Integer> add(Coroutine<Integer> more) { // error: WEFT-106
    items += await(more);
    return result(items);
  }
}
