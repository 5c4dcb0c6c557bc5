package shop;

import dev.weft.Async;
import dev.weft.Coroutine;

interface Cart {
  Coroutine<Integer> price(String item);

  @Async
  Coroutine<Integer> price(String item, int count); // error: WEFT-108
}
