package dev.weft;

import dev.weft.internal.Nullable;
import java.util.Objects;

/**
 * The write side of a {@link Future}: whoever holds it completes it, on the loop's thread; other
 * threads go through {@link EventLoop#callSoonThreadsafe}. Made by {@link EventLoop#createPromise}.
 * Mirrors {@code asyncio.Future}.
 *
 * @param <T> the type of the value
 */
public sealed class Promise<T> extends Future<T> permits HookedPromise {
  Promise(EventLoop loop) {
    super(loop);
  }

  /**
   * Ends it with a value; null is a value.
   *
   * @param value what an await of it gives; null is a value
   * @throws InvalidStateException when it is done already
   */
  public final void complete(@Nullable T value) {
    requirePending();
    settle(State.FINISHED, value);
  }

  /**
   * Ends it with an exception: every await of it throws this very object. A {@link CancelledError}
   * cancels it.
   *
   * @param error what an await of it throws
   * @throws InvalidStateException when it is done already
   */
  public final void fail(Throwable error) {
    requirePending();
    settle(
        error instanceof CancelledError ? State.CANCELLED : State.FAILED,
        Objects.requireNonNull(error, "error"));
  }

  @Override
  public boolean cancel(@Nullable String message) {
    loop.requireThread("cancel");
    if (isDone()) {
      return false;
    }
    settle(State.CANCELLED, message);
    return true;
  }

  private void requirePending() {
    loop.requireThread("completing a promise");
    if (isDone()) {
      throw new InvalidStateException("already done: " + this);
    }
  }

  @Override
  String shortName() {
    return getClass().getSimpleName();
  }

  @Override
  public String toString() {
    return shortName() + "[" + state().name().toLowerCase(java.util.Locale.ROOT) + "]";
  }
}
