package dev.weft.sync;

import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Tasks that hold a lock wait until another one that holds it signals. Mirrors {@code
 * asyncio.Condition}; {@code wait} and {@code notify} are names that Java has given away.
 */
public final class AsyncCondition {
  private final AsyncLock lock;
  private final Waiters waiters = new Waiters(this, true);

  /** With a lock of its own. */
  public AsyncCondition() {
    this(new AsyncLock());
  }

  /**
   * With a lock that others may share.
   *
   * @param lock what it releases and acquires
   */
  public AsyncCondition(AsyncLock lock) {
    this.lock = Objects.requireNonNull(lock, "lock");
  }

  /**
   * As {@link AsyncLock#acquire}.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Void> acquire() {
    return lock.acquire();
  }

  /**
   * As {@link AsyncLock#hold}.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Held> hold() {
    return lock.hold();
  }

  /** As {@link AsyncLock#release}. */
  public void release() {
    lock.release();
  }

  /**
   * As {@link AsyncLock#locked}.
   *
   * @return whether it is held
   */
  public boolean locked() {
    return lock.locked();
  }

  /**
   * Releases the lock, waits for a signal, and acquires the lock again, even when it is cancelled:
   * the cancellation is thrown once the lock is held. A signal that the cancelled one had got goes
   * to another.
   *
   * @return a coroutine that waits
   * @throws IllegalStateException when awaited without the lock
   */
  public Coroutine<Void> waitForSignal() {
    return new Wait();
  }

  /**
   * Waits for signals until {@code predicate} holds; it is tried at once, and always with the lock
   * held.
   *
   * @param predicate what to wait for
   * @return a coroutine that waits
   */
  public Coroutine<Void> waitFor(BooleanSupplier predicate) {
    return new WaitFor(Objects.requireNonNull(predicate, "predicate"));
  }

  /** As {@link #signal(int)} with 1. */
  public void signal() {
    signal(1);
  }

  /**
   * Wakes the {@code n} who have waited longest; they go on when they get the lock.
   *
   * @param n how many to wake
   * @throws IllegalStateException when nobody holds the lock
   */
  public void signal(int n) {
    if (!locked()) {
      throw new IllegalStateException("cannot signal without the lock: acquire it first");
    }
    waiters.wake(n);
  }

  /** As {@link #signal(int)}, for all. */
  public void signalAll() {
    signal(Integer.MAX_VALUE);
  }

  @Override
  public String toString() {
    return "AsyncCondition["
        + (locked() ? "locked" : "unlocked")
        + ", waiters: "
        + waiters.size()
        + "]";
  }

  private final class Wait extends Steps<Void> {
    private static final int SIGNALLED = 1;
    private static final int ACQUIRED = 2;

    private @Nullable Throwable failure;

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      return switch (at) {
        case SIGNALLED -> {
          failure = error;
          yield await(lock.acquire(), ACQUIRED);
        }
        case ACQUIRED -> acquired(error);
        default -> leaveLock();
      };
    }

    private @Nullable Object leaveLock() {
      if (!locked()) {
        throw new IllegalStateException("cannot wait without the lock: acquire it first");
      }
      return await(new Signalled(), SIGNALLED);
    }

    private @Nullable Object acquired(@Nullable Throwable error) {
      if (error instanceof CancelledError) {
        failure = error; // Held back until the lock is held; the last one counts.
        return await(lock.acquire(), ACQUIRED);
      }
      return end(error == null ? failure : error);
    }

    private @Nullable Object end(@Nullable Throwable failure) {
      if (failure == null) {
        return null;
      }
      waiters.wake(1); // It may have been signalled before.
      return raise(failure);
    }

    @Override
    protected String what() {
      return "AsyncCondition.waitForSignal()";
    }
  }

  /** Releases the lock once it stands in the queue, and waits for a signal. */
  private final class Signalled extends Turn<Void> {
    @Override
    Waiters waiters() {
      return waiters;
    }

    @Override
    @Nullable
    Object take(boolean waited) {
      return waited ? null : WAIT;
    }

    @Override
    void entered() {
      lock.release();
    }

    @Override
    protected @Nullable StackTraceElement location() {
      return null; // That is the one who awaits this.
    }

    @Override
    void passOn(boolean granted) {
      // Once it holds the lock again: see Wait.end.
    }

    @Override
    public String toString() {
      return "AsyncCondition.waitForSignal()";
    }
  }

  private final class WaitFor extends Steps<Void> {
    private final BooleanSupplier predicate;

    WaitFor(BooleanSupplier predicate) {
      this.predicate = predicate;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (error != null) {
        return raise(error);
      }
      return predicate.getAsBoolean() ? null : await(waitForSignal(), 1);
    }

    @Override
    protected String what() {
      return "AsyncCondition.waitFor()";
    }
  }
}
