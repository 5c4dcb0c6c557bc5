package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.testing.VirtualTime;
import org.junit.jupiter.api.Test;

class StockTest {
  @Test
  void takesTwice() {
    assertEquals(5, VirtualTime.run(twice(new Stock())));
  }

  @Async
  private static Coroutine<Integer> twice(Stock stock) {
    return result(await(stock.take(2)) + await(stock.take(3)));
  }
}
