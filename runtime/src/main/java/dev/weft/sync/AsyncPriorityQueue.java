package dev.weft.sync;

import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * An {@link AsyncQueue} that gives the least item first; null is none. Mirrors {@code
 * asyncio.PriorityQueue}.
 *
 * @param <T> the type of its items
 */
public final class AsyncPriorityQueue<T> extends AsyncQueue<T> {
  /** In the natural order, without a limit. */
  public AsyncPriorityQueue() {
    this(0);
  }

  /**
   * In the natural order, with room for {@code capacity} items; 0 or less is without a limit.
   *
   * @param capacity how many items there is room for; 0 or less is no limit
   */
  public AsyncPriorityQueue(int capacity) {
    super(capacity, new PriorityQueue<>());
  }

  /**
   * In the order of {@code comparator}; a capacity of 0 or less is without a limit.
   *
   * @param capacity how many items there is room for; 0 or less is no limit
   * @param comparator which item comes first: the least
   */
  @SuppressWarnings("unchecked") // Only items of type T are added.
  public AsyncPriorityQueue(int capacity, Comparator<? super T> comparator) {
    super(
        capacity,
        new PriorityQueue<>((Comparator<Object>) Objects.requireNonNull(comparator, "comparator")));
  }
}
