package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import java.util.Objects;
import java.util.concurrent.Callable;

/** The coroutine of {@link Weft#toThread}. */
final class ToThread<T> extends Steps<T> {
  private final Callable<? extends T> body;

  ToThread(Callable<? extends T> body) {
    this.body = Objects.requireNonNull(body, "body");
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    if (at == 0) {
      Context context = Context.current();
      return await(loop().<T>runInExecutor(null, () -> context.call(body)), 1);
    }
    return error == null ? value : raise(error);
  }

  @Override
  protected String what() {
    return "toThread()";
  }
}
