package dev.weft.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/**
 * An {@link AsyncQueue} that gives the item put last first. Mirrors {@code asyncio.LifoQueue}.
 *
 * @param <T> the type of its items
 */
public final class AsyncLifoQueue<T> extends AsyncQueue<T> {
  /** Without a limit. */
  public AsyncLifoQueue() {
    this(0);
  }

  /**
   * With room for {@code capacity} items; 0 or less is without a limit.
   *
   * @param capacity how many items there is room for; 0 or less is no limit
   */
  public AsyncLifoQueue(int capacity) {
    super(capacity, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
