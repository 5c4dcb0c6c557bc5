package orders;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import stock.Stock;

public class Orders {
  private final Stock stock = new Stock();

  @Async
  public Coroutine<Integer> order() {
    return result(await(stock.take(1)) + await(stock.take(2)));
  }
}
