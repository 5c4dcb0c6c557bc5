package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;

/** A flag that tasks of one loop wait for. Mirrors {@code asyncio.Event}. */
public final class AsyncEvent {
  private final Waiters waiters = new Waiters(this, true);
  private boolean set;

  /** Not set. */
  public AsyncEvent() {}

  /** Sets the flag and wakes all who wait, in order; they stay woken if it is cleared at once. */
  public void set() {
    if (!set) {
      set = true;
      waiters.wake(Integer.MAX_VALUE);
    }
  }

  /** Clears the flag: who comes from here on waits for the next {@link #set}. */
  public void clear() {
    set = false;
  }

  /** {@return whether the flag is set} */
  public boolean isSet() {
    return set;
  }

  /**
   * Waits for the flag; does not suspend when it is set. Mirrors {@code Event.wait}, a name that
   * Java has given away.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Void> waitForSet() {
    return new Wait();
  }

  @Override
  public String toString() {
    return "AsyncEvent[" + (set ? "set" : "unset") + ", waiters: " + waiters.size() + "]";
  }

  private final class Wait extends Turn<Void> {
    @Override
    Waiters waiters() {
      return waiters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      return waited || set ? null : WAIT;
    }

    @Override
    void passOn(boolean granted) {
      // A flag is not used up: the others have been woken too.
    }

    @Override
    public String toString() {
      return "AsyncEvent.waitForSet()";
    }
  }
}
