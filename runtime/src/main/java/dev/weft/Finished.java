package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;

/** A coroutine that ends with a value as soon as it is started. */
final class Finished<T> extends Frame<T> {
  private @Nullable T value;

  Finished(@Nullable T value) {
    this.value = value;
  }

  @Override
  public @Nullable Object start(Execution x) {
    begin();
    Object result = value;
    value = null;
    return result;
  }

  @Override
  protected @Nullable Object resume(Execution x) {
    throw new AssertionError("never suspended");
  }
}
