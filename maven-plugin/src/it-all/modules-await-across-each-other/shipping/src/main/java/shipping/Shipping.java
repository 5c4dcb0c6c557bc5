package shipping;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import stock.Stock;

public class Shipping {
  @Async
  public Coroutine<Integer> get(Stock stock) {
    return result(await(stock.take(3)));
  }
}
