package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Items from tasks to tasks of one loop: first in, first out; those who wait are served first come,
 * first served. Null is an item. Mirrors {@code asyncio.Queue}.
 *
 * @param <T> the type of its items
 */
public sealed class AsyncQueue<T> permits AsyncLifoQueue, AsyncPriorityQueue {
  /** Stands for the item null. */
  private static final Object NULL = new Object();

  private final Queue<Object> items;
  private final int capacity;
  private final Waiters getters = new Waiters(this, false);
  private final Waiters putters = new Waiters(this, false);
  private final AsyncEvent finished = new AsyncEvent();
  private int unfinished;
  private boolean shutDown;

  /** Without a limit. */
  public AsyncQueue() {
    this(0);
  }

  /**
   * With room for {@code capacity} items; 0 or less is without a limit.
   *
   * @param capacity how many items there is room for; 0 or less is no limit
   */
  public AsyncQueue(int capacity) {
    this(capacity, new ArrayDeque<>());
  }

  AsyncQueue(int capacity, Queue<Object> items) {
    this.capacity = capacity;
    this.items = items;
    finished.set();
  }

  // ---- putting
  // -----------------------------------------------------------------------------------------------------

  /**
   * Adds {@code item}, after waiting for room; with room it does not suspend. When the wait is
   * cancelled, nothing is added. Throws {@link QueueShutDownException} when the queue is shut down.
   *
   * @param item what to add
   * @return a coroutine that waits
   */
  public final Coroutine<Void> put(T item) {
    return new Put(item);
  }

  /**
   * Adds {@code item} at once.
   *
   * @param item what to add
   * @throws QueueFullException when there is no room
   * @throws QueueShutDownException when the queue is shut down
   */
  public final void putNowait(T item) {
    if (!offer(item)) {
      throw new QueueFullException();
    }
  }

  /** False when there is no room. */
  private boolean offer(T item) {
    if (shutDown) {
      throw new QueueShutDownException();
    }
    if (full()) {
      return false;
    }
    items.add(item == null ? NULL : item);
    unfinished++;
    finished.clear();
    getters.wakeNext();
    return true;
  }

  // ---- getting
  // -----------------------------------------------------------------------------------------------------

  /**
   * Takes the next item, after waiting for one; with an item there it does not suspend. When the
   * wait is cancelled, nothing is taken. Throws {@link QueueShutDownException} when the queue is
   * shut down and empty.
   *
   * @return a coroutine that waits
   */
  public final Coroutine<T> get() {
    return new Get();
  }

  /**
   * Takes the next item at once.
   *
   * @return the item
   * @throws QueueEmptyException when there is none
   * @throws QueueShutDownException when there is none and the queue is shut down
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // Null is an item when T admits it.
  public final T getNowait() {
    Object item = poll();
    if (item == Turn.WAIT) {
      throw new QueueEmptyException();
    }
    return (T) item;
  }

  /** The next item, or {@link Turn#WAIT} when there is none. */
  private @Nullable Object poll() {
    Object item = items.poll();
    if (item == null) {
      if (shutDown) {
        throw new QueueShutDownException();
      }
      return Turn.WAIT;
    }
    putters.wakeNext();
    return item == NULL ? null : item;
  }

  // ---- work to be done
  // ---------------------------------------------------------------------------------------------

  /**
   * Says that one item that was taken is dealt with.
   *
   * @throws IllegalStateException when it is called more often than items were put
   */
  public final void taskDone() {
    if (unfinished <= 0) {
      throw new IllegalStateException("taskDone() called too many times");
    }
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /**
   * Waits until {@link #taskDone} was called for every item; does not suspend when it was.
   *
   * @return a coroutine that waits
   */
  public final Coroutine<Void> join() {
    return new Join();
  }

  /** As {@link #shutdown(boolean)}, leaving the items to be taken. */
  public final void shutdown() {
    shutdown(false);
  }

  /**
   * From here on {@link #put} throws {@link QueueShutDownException}, as {@link #get} does once the
   * queue is empty. Those who wait are woken.
   *
   * @param immediate drops the items too, each counting as done
   */
  public final void shutdown(boolean immediate) {
    shutDown = true;
    if (immediate) {
      unfinished = Math.max(0, unfinished - items.size());
      items.clear();
      if (unfinished == 0) {
        finished.set();
      }
    }
    getters.wake(Integer.MAX_VALUE);
    putters.wake(Integer.MAX_VALUE);
  }

  // ---- looking
  // -----------------------------------------------------------------------------------------------------

  /** {@return how many items are there} */
  public final int size() {
    return items.size();
  }

  /** {@return the limit; 0 or less is none} */
  public final int capacity() {
    return capacity;
  }

  /** {@return whether {@link #get} would have to wait} */
  public final boolean empty() {
    return items.isEmpty();
  }

  /** {@return whether {@link #put} would have to wait} */
  public final boolean full() {
    return capacity > 0 && items.size() >= capacity;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "[size: "
        + items.size()
        + (capacity > 0 ? "/" + capacity : "")
        + ", getters: "
        + getters.size()
        + ", putters: "
        + putters.size()
        + "]";
  }

  private final class Get extends Turn<T> {
    @Override
    Waiters waiters() {
      return getters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      return poll();
    }

    @Override
    void passOn(boolean granted) {
      if (granted && !items.isEmpty()) {
        getters.wakeNext();
      }
    }

    @Override
    public String toString() {
      return "AsyncQueue.get()";
    }
  }

  private final class Put extends Turn<Void> {
    private final T item;

    Put(T item) {
      this.item = item;
    }

    @Override
    Waiters waiters() {
      return putters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      return offer(item) ? null : WAIT;
    }

    @Override
    void passOn(boolean granted) {
      if (granted && !full()) {
        putters.wakeNext();
      }
    }

    @Override
    public String toString() {
      return "AsyncQueue.put()";
    }
  }

  private final class Join extends Steps<Void> {
    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (at == 0 && unfinished > 0) {
        return await(finished.waitForSet(), 1);
      }
      return error == null ? null : raise(error);
    }

    @Override
    protected String what() {
      return "AsyncQueue.join()";
    }
  }
}
