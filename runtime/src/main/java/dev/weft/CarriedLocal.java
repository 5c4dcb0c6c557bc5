package dev.weft;

import dev.weft.internal.Nullable;

/** Carries the value of a ThreadLocal. */
record CarriedLocal<T>(ThreadLocal<T> local) implements Carried<T> {
  @Override
  public @Nullable T capture() {
    return local.get();
  }

  @Override
  public void restore(@Nullable T state) {
    if (state == null) {
      local.remove();
    } else {
      local.set(state);
    }
  }
}
