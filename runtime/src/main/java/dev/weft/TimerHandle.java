package dev.weft;

import dev.weft.internal.Nullable;

/** A callback that waits for a moment of the loop's clock. Mirrors {@code asyncio.TimerHandle}. */
public final class TimerHandle extends Handle {
  final long when;
  final long sequence;

  /** Null when it is not queued any more. */
  @Nullable TimerQueue queue;

  TimerHandle(Runnable callback, Context context, long when, long sequence, TimerQueue queue) {
    super(callback, context);
    this.when = when;
    this.sequence = sequence;
    this.queue = queue;
  }

  /** {@return the moment it is due, as {@link EventLoop#time} tells time, in nanoseconds} */
  public long when() {
    return when;
  }

  @Override
  public void cancel() {
    if (!isCancelled()) {
      super.cancel();
      TimerQueue queue = this.queue;
      if (queue != null) {
        queue.cancelled();
      }
    }
  }
}
