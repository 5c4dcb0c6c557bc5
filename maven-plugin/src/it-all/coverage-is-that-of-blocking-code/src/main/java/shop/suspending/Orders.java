package shop.suspending;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.function.Supplier;

/** The same statements on the same lines as in the other package. */
public class Orders {
  private final Store store;

  public Orders(Store store) {
    this.store = store;
  }

  @Async
  public Coroutine<String> total(int count) throws Exception {
    int total = 0;
    for (int i = 0; i < count; i++) {
      int price = await(store.get(i));
      if (price > 20) {
        total += price / 2;
      } else if (price < 0) {
        throw new IllegalStateException("never in the tests");
      } else {
        total += price;
      }
      total += i % 2 == 0 ? await(store.get(1)) : 0;
    }
    try (AutoCloseable open = store::close) {
      total = await(store.get(total))
          + await(store.get(2));
    } finally {
      total += await(store.get(3));
    }
    String size =
        switch (await(store.get(total % 8))) {
          case 0 -> "none";
          case 7 -> "seven" + await(store.get(4));
          default -> total > 1000 && count > 0 ? "many" : "some";
        };
    Supplier<Coroutine<Integer>> supplier =
        () -> {
          int doubled = await(store.get(5));
          return result(doubled * 2);
        };
    return result(size + await(supplier.get()));
  }

  @Async
  public Coroutine<Integer> never(int count) throws Exception {
    while (count > 0) {
      count -= await(store.get(1));
    }
    return result(count);
  }

  @Async
  public Coroutine<Integer> fallsBack(int count) throws Exception {
    int found;
    try {
      found = count;
      found += await(store.failing(count));
      found++;
    } catch (IllegalArgumentException e) {
      found = -await(store.get(count));
    }
    return result(found);
  }

  @Async
  public Coroutine<Integer> fails(int count) {
    int found = count;
    if (count > 1) {
      found += await(store.get(count)) / (count - 2);
    } else if (count == 1) {
      found += await(store.failing(count - 1));
    } else {
      return fails(
          1 - count);
    }
    return result(found);
  }
}
