package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;

/**
 * A lock between tasks of one loop, first come, first served. Not reentrant. Mirrors {@code
 * asyncio.Lock}.
 *
 * <pre>
 * try (var held = await(lock.hold())) {
 *   ...
 * }
 * </pre>
 */
public final class AsyncLock {
  private final Waiters waiters = new Waiters(this, true);
  private boolean locked;

  /** Unlocked. */
  public AsyncLock() {}

  /**
   * Waits until the lock is free and nobody has waited longer, and takes it. A free lock is taken
   * without suspending. When the wait is cancelled, the lock is not taken.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Void> acquire() {
    return new Acquire();
  }

  /**
   * As {@link #acquire}; closing the result releases the lock.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Held> hold() {
    return new Hold(acquire(), this::release);
  }

  /**
   * Frees the lock and wakes the one who has waited longest. Any task may do it.
   *
   * @throws IllegalStateException when it is not locked
   */
  public void release() {
    if (!locked) {
      throw new IllegalStateException("the lock is not acquired: " + this);
    }
    locked = false;
    waiters.wakeFirst();
  }

  /** {@return whether somebody holds it} */
  public boolean locked() {
    return locked;
  }

  @Override
  public String toString() {
    return "AsyncLock[" + (locked ? "locked" : "unlocked") + ", waiters: " + waiters.size() + "]";
  }

  private final class Acquire extends Turn<Void> {
    @Override
    Waiters waiters() {
      return waiters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      if (!waited && (locked || waiters.anyLive())) {
        return WAIT;
      }
      locked = true;
      return null;
    }

    @Override
    void passOn(boolean granted) {
      if (!locked) {
        waiters.wakeFirst();
      }
    }

    @Override
    public String toString() {
      return "AsyncLock.acquire()";
    }
  }
}
