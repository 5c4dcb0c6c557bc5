// error without a line: WEFT-110
package shop;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Cart {
  @Async Coroutine<Integer> count() { return Weft.result(Weft.await(Weft.result(1))); }
}
