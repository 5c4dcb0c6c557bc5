package dev.weft.sync;

import dev.weft.Promise;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;

/**
 * Takes something, or waits in a queue for the turn to take it: the one place that decides what a
 * cancellation does to a waiter. Its turn, if it was given one, is never lost.
 */
abstract class Turn<T> extends Frame<T> {
  private @Nullable Promise<Object> turn;

  /** Where to wait. */
  abstract Waiters waiters();

  /**
   * Takes it if possible.
   *
   * @param waited whether this had to wait and has its turn now
   * @return false to wait, again at the end of the queue
   */
  abstract boolean take(boolean waited);

  /** The result, after {@link #take}. */
  abstract @Nullable Object taken();

  /**
   * The waiter was cancelled and has left the queue: others may have to be woken in its place.
   *
   * @param granted whether it had been given a turn
   */
  abstract void passOn(boolean granted);

  @Override
  public final @Nullable Object start(Execution x) {
    x.loop(toString());
    begin();
    return takeOrWait(x, false);
  }

  @Override
  protected final @Nullable Object resume(Execution x) {
    Promise<Object> turn = Nulls.known(this.turn);
    this.turn = null;
    waiters().leave(turn);
    Throwable error = x.error();
    if (error == null) {
      x.takeVoid();
      return takeOrWait(x, true);
    }
    turn.cancel(); // When the error did not come through it.
    passOn(!turn.isCancelled());
    throw Execution.<RuntimeException>sneaky(error);
  }

  private @Nullable Object takeOrWait(Execution x, boolean waited) {
    if (take(waited)) {
      return taken();
    }
    Promise<Object> turn = waiters().enter(x.loop(""));
    this.turn = turn;
    x.park(turn);
    suspend(x, 1);
    return null;
  }

  @Override
  protected final StackTraceElement location() {
    return Steps.element(toString());
  }

  /** As it is called, such as "AsyncLock.acquire()". */
  @Override
  public abstract String toString();
}
