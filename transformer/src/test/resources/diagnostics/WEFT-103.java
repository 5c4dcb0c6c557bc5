package shop;

import static dev.weft.Weft.await;

import dev.weft.Coroutine;

class Cart {
  private final int items;

  Cart(Coroutine<Integer> stock) {
    items = await(stock); // error: WEFT-103
  }

  int items() {
    return items;
  }
}
