package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;

/** Acquires, and gives the {@link Held} that releases. */
final class Hold extends Steps<Held> {
  private final Coroutine<?> acquire;
  private final Runnable release;

  Hold(Coroutine<?> acquire, Runnable release) {
    this.acquire = acquire;
    this.release = release;
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    if (at == 0) {
      return await(acquire, 1);
    }
    return error == null ? new Held(release) : raise(error);
  }

  @Override
  protected String what() {
    return acquire.toString();
  }
}
