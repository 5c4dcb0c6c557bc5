package dev.weft.internal;

import dev.weft.CancelledError;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;

/**
 * A coroutine of the runtime's own that waits for its turn, and what its task waits on meanwhile:
 * what an await of a promise would be, without the promise.
 *
 * <p>Its {@link #state} while it is suspended is {@link #WAITING}, then once GRANTED or CANCELLED,
 * which puts its task into the ready queue. Used by the loop's thread only.
 *
 * @param <T> the type of the value
 */
public abstract class Waiter<T> extends Frame<T> {
  /** Positive: {@link #resume} sees exceptions too. */
  private static final int WAITING = 1;

  private static final int GRANTED = 2;
  private static final int CANCELLED = 3;

  /** WAITING: the task to be woken, once it has come to wait. CANCELLED: the message, or null. */
  private @Nullable Object taskOrMessage;

  /** For subclasses. */
  protected Waiter() {}

  /** Suspends, as the last thing that {@link #start} or {@link #resume} does. */
  protected final void await(Execution x) {
    x.parkForItsTurn();
    suspend(x, WAITING);
  }

  /** All frames are saved: {@code task} is to be woken. */
  public final void waits(Object task) {
    taskOrMessage = task;
  }

  /** Nobody is to be woken any more. */
  public final void abandon() {
    taskOrMessage = null;
  }

  /** Whether its turn can be given to it. */
  public final boolean isWaiting() {
    return state == WAITING && taskOrMessage != null;
  }

  /** Whether it was cancelled and has not run since. */
  public final boolean isCancelled() {
    return state == CANCELLED;
  }

  /** Whether its turn was given to it and it has not run since. */
  protected final boolean isGranted() {
    return state == GRANTED;
  }

  /**
   * Gives it its turn, which it must be waiting for.
   *
   * @param x the driver it waits in
   */
  public final void grant(Execution x) {
    x.wake(Nulls.known(taskOrMessage));
    taskOrMessage = null; // Until its task waits again, it must not be given another turn.
    state = GRANTED;
  }

  /**
   * As {@link dev.weft.Promise#cancel(String)}; to wake the task is left to the caller.
   *
   * @param message for the {@link CancelledError}, or null
   * @return false when it had its turn, or was cancelled, before
   */
  public final boolean cancel(@Nullable String message) {
    if (state != WAITING) {
      return false;
    }
    taskOrMessage = message;
    state = CANCELLED;
    return true;
  }

  /** What its task is resumed with: the cancellation, or null. */
  public final @Nullable CancelledError failure() {
    return state == CANCELLED ? new CancelledError((String) taskOrMessage) : null;
  }
}
