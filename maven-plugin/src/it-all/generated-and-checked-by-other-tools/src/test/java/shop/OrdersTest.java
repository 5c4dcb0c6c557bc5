package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrdersTest {
  @Test
  void whatLombokAndMapStructWroteIsAwaited() {
    List<String> closed = new ArrayList<>();
    OrderText text = Weft.run(new Orders(3).text("tea", () -> closed.add("closed")));
    assertEquals(new OrderText("found tea", "3"), text);
    assertEquals(List.of("closed"), closed);
  }

  @Test
  void checksOfLombokHold() {
    assertThrows(NullPointerException.class, () -> Weft.run(new Orders(1).text(null, () -> {})));
  }
}
