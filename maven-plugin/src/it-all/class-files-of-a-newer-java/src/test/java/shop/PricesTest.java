package shop;

import static dev.weft.Weft.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.junit.jupiter.api.Test;

class PricesTest {
  @Test
  void patternsAwait() {
    assertEquals(240, Weft.run(ofAPair()));
  }

  @Async
  private Coroutine<Integer> ofAPair() {
    return result(
        await(new Prices().price(new Prices.Pair(new Prices.Tea(200), new Prices.Tea(20)))));
  }
}
