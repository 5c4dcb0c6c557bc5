package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

public class Stock {
  @Async
  public Coroutine<Integer> take(int count) {
    await(sleep(Duration.ofHours(1)));
    return result(count);
  }
}
