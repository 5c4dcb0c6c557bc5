package dev.weft;

import dev.weft.internal.Nullable;

/** A promise of the runtime's own that has something to undo when it is cancelled. */
abstract non-sealed class HookedPromise<T> extends Promise<T> {
  HookedPromise(EventLoop loop) {
    super(loop);
  }

  @Override
  public boolean cancel(@Nullable String message) {
    boolean accepted = super.cancel(message);
    if (accepted) {
      cancelled();
    }
    return accepted;
  }

  /** Called once, after it has been cancelled. */
  abstract void cancelled();
}
