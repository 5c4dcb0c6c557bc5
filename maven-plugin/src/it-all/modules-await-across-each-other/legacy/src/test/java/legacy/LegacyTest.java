package legacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import stock.Stock;

/** A module that is not woven uses what is, from its jar. */
class LegacyTest {
  @Test
  void runsACoroutine() {
    assertEquals(2, Stock.takeAndWait(3));
  }

  @Test
  void getsAFuture() {
    CompletableFuture<String> name = new CompletableFuture<>();
    CompletableFuture<String> label = new Stock().label(name);
    assertFalse(label.isDone());
    name.complete("tea");
    assertEquals("tea!", label.join());
  }
}
