package dev.weft;

import dev.weft.internal.Nullable;

/**
 * How something ended: with a value or with an exception, of which a {@link CancelledError} is one.
 * What {@link Weft#gatherSettled} returns. Mirrors {@code gather(..., return_exceptions=True)}.
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T> {
  /**
   * Ended with a value.
   *
   * @param <T> the type of the value
   * @param value what it ended with
   */
  record Success<T>(@Nullable T value) implements Outcome<T> {}

  /**
   * Ended with an exception.
   *
   * @param <T> the type of the value
   * @param error what it failed with
   */
  record Failure<T>(Throwable error) implements Outcome<T> {}

  /** {@return whether it is a {@link Success}} */
  default boolean isSuccess() {
    return this instanceof Success;
  }

  /** {@return the value; the exception, checked or not, is thrown as itself} */
  @SuppressWarnings("NullAway") // A value may be null when T admits it.
  default T get() {
    if (this instanceof Success<T> success) {
      return success.value();
    }
    throw Sneaky.raise(((Failure<T>) this).error());
  }

  /** {@return the exception, or null} */
  default @Nullable Throwable error() {
    return this instanceof Failure<T> failure ? failure.error() : null;
  }
}
