package prices;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import stock.Stock;

public class Prices {
  @Async
  public Coroutine<Integer> get(Stock stock) {
    return result(await(stock.take(1)));
  }
}
