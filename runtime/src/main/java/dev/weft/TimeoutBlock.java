package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;
import java.util.Objects;

/** The coroutine of {@link Weft#timeout}: runs a body in the caller's task, under a deadline. */
final class TimeoutBlock<T> extends Steps<T> {
  private final long nanos;
  private final boolean relative;
  private final AsyncFunction<? super Timeout, T> body;
  private @Nullable Timeout timeout;

  /**
   * With a deadline of {@code nanos} after the start, if {@code relative}, or else on the loop's
   * clock; {@link Timeout#NEVER} is never.
   */
  TimeoutBlock(long nanos, boolean relative, AsyncFunction<? super Timeout, T> body) {
    this.nanos = nanos;
    this.relative = relative;
    this.body = Objects.requireNonNull(body, "body");
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    if (at == 0) {
      EventLoop loop = loop();
      Task<?> task = Objects.requireNonNull(loop.currentTask(), "a timeout runs in a task");
      Timeout timeout = new Timeout(task, relative ? loop.deadline(nanos) : nanos);
      this.timeout = timeout;
      try {
        return await(body.apply(timeout), 1);
      } catch (Throwable e) {
        return end(null, e);
      }
    }
    return end(value, error);
  }

  private @Nullable Object end(@Nullable Object value, @Nullable Throwable error) {
    Throwable failure = Nulls.known(timeout).exit(error);
    return failure == null ? value : raise(failure);
  }

  @Override
  protected String what() {
    return "timeout()";
  }
}
