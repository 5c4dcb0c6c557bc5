package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;

/**
 * Lets everything that is ready run once. Without a frame and without state: one object for
 * everybody.
 */
final class YieldNow extends Frame<Void> {
  static final YieldNow INSTANCE = new YieldNow();

  private YieldNow() {}

  @Override
  public @Nullable Object start(Execution x) {
    x.loop("yieldNow()");
    x.parkForTheLoop();
    return null;
  }

  @Override
  protected @Nullable Object resume(Execution x) {
    throw new AssertionError("never suspended");
  }
}
