package orders;

import static dev.weft.Weft.*;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.junit.jupiter.api.Test;

class OrdersTest {
  @Test
  void awaitsAcrossModules() {
    assertEquals("6", Weft.run(asText()));
  }

  @Async
  private Coroutine<String> asText() {
    return result(String.valueOf(await(new Orders().order())));
  }
}
