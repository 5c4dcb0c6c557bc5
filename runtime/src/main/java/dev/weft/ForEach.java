package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;

/**
 * The coroutine of {@link AsyncIterator#forEach}: advances, runs the body, and closes in the end.
 */
final class ForEach<T> extends Steps<Void> {
  private static final int ADVANCED = 1;
  private static final int BODY_DONE = 2;
  private static final int CLOSED = 3;

  private final AsyncIterator<T> iterator;

  /** Its coroutine ends with false to break; with true or null to go on. */
  private final AsyncFunction<? super T, ?> body;

  /** What ended the iteration. */
  private @Nullable Throwable failure;

  ForEach(AsyncIterator<T> iterator, AsyncFunction<? super T, ?> body) {
    this.iterator = iterator;
    this.body = body;
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    if (at == CLOSED) {
      return closed(error);
    }
    if (error != null) {
      return close(error);
    }
    try {
      boolean over = at == ADVANCED ? value != (Object) true : at == BODY_DONE && isFalse(value);
      if (over) {
        return close(null);
      }
      return at == ADVANCED
          ? await(body.apply(iterator.current()), BODY_DONE)
          : await(iterator.advance(), ADVANCED);
    } catch (Throwable e) {
      return close(e);
    }
  }

  private static boolean isFalse(@Nullable Object value) {
    return value instanceof Boolean goOn && !goOn;
  }

  private @Nullable Object close(@Nullable Throwable error) {
    failure = error;
    try {
      return await(iterator.close(), CLOSED);
    } catch (Throwable e) {
      return closed(e);
    }
  }

  /** A cancellation that arrives while closing is never hidden behind another failure. */
  private @Nullable Object closed(@Nullable Throwable error) {
    Throwable first = failure;
    if (error == null || first == null) {
      Throwable only = error == null ? first : error;
      return only == null ? null : raise(only);
    }
    boolean cancelled = error instanceof CancelledError && !(first instanceof CancelledError);
    Throwable thrown = cancelled ? error : first;
    Throwable suppressed = cancelled ? first : error;
    if (thrown != suppressed) {
      thrown.addSuppressed(suppressed);
    }
    return raise(thrown);
  }

  @Override
  protected String what() {
    return "AsyncIterator.forEach()";
  }
}
