package dev.weft.sync;

import dev.weft.codegen.Execution;
import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import dev.weft.internal.Waiter;

/**
 * Takes something, or waits in a queue for the turn to take it: the one place that decides what a
 * cancellation does to a waiter. Its turn, if it was given one, is never lost.
 */
abstract class Turn<T> extends Waiter<T> {
  /** What {@link #take} returns for: not now. */
  static final Object WAIT = new Object();

  /** Where to wait. */
  abstract Waiters waiters();

  /**
   * Takes it if possible.
   *
   * @param waited whether this had to wait and has its turn now
   * @return the result; or {@link #WAIT} to wait, again at the end of the queue
   */
  abstract @Nullable Object take(boolean waited);

  /** It has to wait, and stands at the end of the queue now. */
  void entered() {}

  /**
   * The waiter was cancelled and has left the queue: others may have to be woken in its place.
   *
   * @param granted whether it had been given a turn
   */
  abstract void passOn(boolean granted);

  @Override
  public final @Nullable Object start(Execution x) {
    x.loop(this);
    begin();
    return takeOrWait(x, false);
  }

  @Override
  protected final @Nullable Object resume(Execution x) {
    waiters().leave(this);
    Throwable error = x.error();
    if (error == null) {
      x.takeVoid();
      return takeOrWait(x, true);
    }
    passOn(isGranted());
    throw Execution.<RuntimeException>sneaky(error);
  }

  private @Nullable Object takeOrWait(Execution x, boolean waited) {
    Object taken = take(waited);
    if (taken != WAIT) {
      return taken;
    }
    waiters().enter(this, x);
    entered();
    await(x);
    return null;
  }

  @Override
  protected @Nullable StackTraceElement location() {
    return Steps.element(toString());
  }

  /** As it is called, such as "AsyncLock.acquire()". */
  @Override
  public abstract String toString();
}
