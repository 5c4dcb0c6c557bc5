package dev.weft;

import java.util.concurrent.locks.LockSupport;

/** Real time. */
final class SystemClock implements Clock {
  static final SystemClock INSTANCE = new SystemClock();

  private SystemClock() {}

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void idle(long deadline) {
    if (deadline == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, deadline - System.nanoTime());
    }
  }

  @Override
  public void wake(Thread thread) {
    LockSupport.unpark(thread);
  }
}
