package shop.blocking;

import java.util.function.Supplier;





/** The same statements on the same lines as in the other package. */
public class Orders {
  private final Store store;

  public Orders(Store store) {
    this.store = store;
  }


  public String total(int count) throws Exception {
    int total = 0;
    for (int i = 0; i < count; i++) {
      int price = store.get(i);
      if (price > 20) {
        total += price / 2;
      } else if (price < 0) {
        throw new IllegalStateException("never in the tests");
      } else {
        total += price;
      }
      total += i % 2 == 0 ? store.get(1) : 0;
    }
    try (AutoCloseable open = store::close) {
      total = store.get(total)
          + store.get(2);
    } finally {
      total += store.get(3);
    }
    String size =
        switch (store.get(total % 8)) {
          case 0 -> "none";
          case 7 -> "seven" + store.get(4);
          default -> total > 1000 && count > 0 ? "many" : "some";
        };
    Supplier<Integer> supplier =
        () -> {
          int doubled = store.get(5);
          return doubled * 2;
        };
    return size + supplier.get();
  }


  public Integer never(int count) throws Exception {
    while (count > 0) {
      count -= store.get(1);
    }
    return count;
  }


  public Integer fallsBack(int count) throws Exception {
    int found;
    try {
      found = count;
      found += store.failing(count);
      found++;
    } catch (IllegalArgumentException e) {
      found = -store.get(count);
    }
    return found;
  }

  // A line for a line.
  public Integer fails(int count) {
    int found = count;
    if (count > 1) {
      found += store.get(count) / (count - 2);
    } else if (count == 1) {
      found += store.failing(count - 1);
    } else {
      return fails(
          1 - count);
    }
    return found;
  }
}
