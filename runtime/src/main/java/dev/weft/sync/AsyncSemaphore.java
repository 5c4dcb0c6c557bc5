package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;

/**
 * A number of permits for the tasks of one loop, first come, first served. Mirrors {@code
 * asyncio.Semaphore}.
 */
@SuppressWarnings("this-escape") // Waiters only remembers whose they are.
public class AsyncSemaphore {
  private final Waiters waiters = new Waiters(this, true);
  private int permits;

  /**
   * With so many permits.
   *
   * @param permits how many there are
   * @throws IllegalArgumentException when the number is negative
   */
  public AsyncSemaphore(int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("the initial number of permits must be >= 0: " + permits);
    }
    this.permits = permits;
  }

  /**
   * Takes a permit, or waits for one. When the wait is cancelled, none is taken: one that had been
   * granted goes to the next.
   *
   * @return a coroutine that waits
   */
  public final Coroutine<Void> acquire() {
    return new Acquire();
  }

  /**
   * As {@link #acquire}; closing the result releases the permit.
   *
   * @return a coroutine that waits
   */
  public final Coroutine<Held> hold() {
    return new Hold(acquire(), this::release);
  }

  /** Gives a permit back, to the one who has waited longest if somebody does. */
  public void release() {
    permits++;
    grantNext();
  }

  /** {@return whether {@link #acquire} would have to wait} */
  public final boolean locked() {
    return permits == 0 || waiters.anyLive();
  }

  final int permits() {
    return permits;
  }

  private boolean grantNext() {
    if (!waiters.wakeNext()) {
      return false;
    }
    permits--;
    return true;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "[permits: "
        + permits
        + ", waiters: "
        + waiters.size()
        + "]";
  }

  private final class Acquire extends Turn<Void> {
    @Override
    Waiters waiters() {
      return waiters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      if (waited) {
        grantMore(); // The permit was taken for it by the one who woke it.
        return null;
      }
      if (locked()) {
        return WAIT;
      }
      permits--;
      return null;
    }

    /** Those who came while a permit was free, but had to queue behind this one. */
    private void grantMore() {
      boolean more = true;
      while (more && permits > 0) {
        more = grantNext();
      }
    }

    @Override
    void passOn(boolean granted) {
      if (granted) {
        permits++;
      }
      grantMore();
    }

    @Override
    public String toString() {
      return "AsyncSemaphore.acquire()";
    }
  }
}
