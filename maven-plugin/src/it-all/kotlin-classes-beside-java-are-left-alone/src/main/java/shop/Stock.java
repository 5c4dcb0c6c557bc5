package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;

public class Stock {
  @Async
  public Coroutine<Integer> take(int count) {
    await(yieldNow());
    return result(count + await(new Till(this).taken()));
  }
}
