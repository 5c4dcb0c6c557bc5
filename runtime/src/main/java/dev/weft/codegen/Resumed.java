package dev.weft.codegen;

import dev.weft.internal.Nullable;

/**
 * Ends with what it is resumed with: below a task whose coroutine waits without a frame of its own.
 */
final class Resumed extends Frame<Object> {
  @Override
  public @Nullable Object start(Execution x) {
    throw new AssertionError("never started");
  }

  @Override
  protected @Nullable Object resume(Execution x) {
    return x.takeRef();
  }
}
