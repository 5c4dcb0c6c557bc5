package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Cart {
  private final Stock stock = new Stock();

  @Async
  Coroutine<Integer> fill() {
    synchronized (stock) {
      return result(1 + await(stock.take(1)));
    }
  }

  int weight() {
    return await(stock.take(1));
  }
}
