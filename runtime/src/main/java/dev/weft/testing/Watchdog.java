package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.internal.Nullable;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Stops a loop that has run for too long in real time. */
final class Watchdog implements AutoCloseable {
  /** What a loop gets to stop by itself, before its thread is interrupted. */
  private static final long GRACE_MILLIS = 1000;

  private final EventLoop loop;
  private final Duration limit;
  private final Thread watched = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable String barked;

  Watchdog(EventLoop loop, Duration limit) {
    this.loop = loop;
    this.limit = limit;
    Thread thread = new Thread(this::watch, "weft-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      if (done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      String stack =
          Arrays.stream(watched.getStackTrace())
              .map(e -> "\n      at " + e)
              .collect(Collectors.joining());
      barked = "not finished after " + limit + " of real time; the loop's thread was" + stack;
      loop.callSoonThreadsafe(loop::stop);
      if (!done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        watched.interrupt();
      }
    } catch (InterruptedException | IllegalStateException e) {
      return; // Nobody interrupts this; a closed loop needs no stopping.
    }
  }

  /** After the loop has stopped: fails when this stopped it. */
  void check(@Nullable Throwable cause) {
    String text = barked;
    if (text != null) {
      throw new AssertionError(Report.of(text, loop), cause);
    }
  }

  @Override
  public void close() {
    done.countDown();
  }
}
