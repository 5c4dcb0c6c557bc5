package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static final int[] PRICES = {10, 30, 15, 5, 25, 4, 3, 2};

  /** Every await suspends. */
  private static final class Suspending implements shop.suspending.Store {
    @Override
    @Async
    public Coroutine<Integer> get(int key) {
      Weft.await(Weft.yieldNow());
      return Weft.result(PRICES[key % 8]);
    }

    @Override
    @Async
    public Coroutine<Integer> failing(int key) {
      Weft.await(Weft.yieldNow());
      if (key == 0) {
        throw new IllegalArgumentException();
      }
      return Weft.result(key);
    }

    @Override
    public void close() {}
  }

  private static final class Blocking implements shop.blocking.Store {
    @Override
    public Integer get(int key) {
      return PRICES[key % 8];
    }

    @Override
    public Integer failing(int key) {
      if (key == 0) {
        throw new IllegalArgumentException();
      }
      return key;
    }

    @Override
    public void close() {}
  }

  @Test
  void bothDoTheSame() throws Exception {
    var suspending = new shop.suspending.Orders(new Suspending());
    var blocking = new shop.blocking.Orders(new Blocking());
    for (int count : new int[] {0, 4, 5}) {
      assertEquals(blocking.total(count), Weft.run(suspending.total(count)));
    }
    for (int count : new int[] {0, 1}) {
      assertEquals(blocking.fallsBack(count), Weft.run(suspending.fallsBack(count)));
    }
  }

  /** Behind an await, in an await that has suspended, and in a coroutine that is returned. */
  @Test
  void bothFailAlike() {
    var suspending = new shop.suspending.Orders(new Suspending());
    var blocking = new shop.blocking.Orders(new Blocking());
    for (int count : new int[] {0, 1, 2}) {
      Throwable expected = assertThrows(RuntimeException.class, () -> blocking.fails(count));
      assertThrowsExactly(expected.getClass(), () -> Weft.run(suspending.fails(count)));
    }
  }
}
