package dev.weft.samples.stress;

import dev.weft.Clock;

/** Virtual time that tells when the loop has nothing to do, and then moves to the next timer. */
final class StressClock implements Clock {
  private long now;
  private Runnable atIdle = () -> {};

  void atIdle(Runnable action) {
    atIdle = action;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void idle(long deadline) {
    atIdle.run();
    if (deadline == Long.MAX_VALUE) {
      throw new AssertionError("nothing can happen any more");
    }
    now = Math.max(now, deadline);
  }

  @Override
  public void wake(Thread thread) {
    // Nobody sleeps.
  }
}
