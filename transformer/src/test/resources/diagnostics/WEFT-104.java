package shop;

import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.List;

class Cart {
  List<Integer> prices(List<Coroutine<Integer>> items) {
    return items.stream()
        .map(Weft::await) // error: WEFT-104
        .toList();
  }
}
