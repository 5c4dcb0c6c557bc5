package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;

/** Ends with a value after a delay. Needs a frame of its own only for a delay of nothing. */
final class Sleep<T> extends Frame<T> {
  private final long nanos;
  private final @Nullable T value;

  Sleep(long nanos, @Nullable T value) {
    this.nanos = nanos;
    this.value = value;
  }

  @Override
  public @Nullable Object start(Execution x) {
    EventLoop loop = x.loop("sleep()");
    begin();
    if (nanos > 0) {
      x.park(new Alarm<>(loop, nanos, value));
    } else {
      x.parkForTheLoop();
      suspend(x, -1);
    }
    return null;
  }

  @Override
  protected @Nullable Object resume(Execution x) {
    x.takeVoid();
    return value;
  }

  /** Completed by a timer, which a cancellation takes back. */
  @SuppressWarnings("unchecked") // The value is what it was prepared with.
  private static final class Alarm<T> extends HookedPromise<T> implements Runnable {
    private final TimerHandle timer;

    Alarm(EventLoop loop, long nanos, @Nullable T value) {
      super(loop);
      prepare(value);
      this.timer = loop.callAt(loop.deadline(nanos), this);
    }

    @Override
    public void run() {
      if (!isDone()) {
        complete((T) value());
      }
    }

    @Override
    void cancelled() {
      timer.cancel();
    }
  }
}
