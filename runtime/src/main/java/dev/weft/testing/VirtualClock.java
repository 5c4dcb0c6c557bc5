package dev.weft.testing;

import dev.weft.Clock;
import dev.weft.EventLoop;
import dev.weft.internal.CPythonTies;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that passes only when a loop has nothing to do: then it is the moment of the next timer. For
 * one loop. Starts at 0.
 *
 * <p>A loop that waits while there is no timer, and while none of its tasks waits for another
 * thread, would wait for ever: that is an {@link AssertionError} out of the loop, which says which
 * tasks wait where. While tasks wait for a CompletionStage or an executor, time stands still and
 * the loop waits for the other thread, at most as long as the next timer takes in real time.
 */
public sealed class VirtualClock implements Clock {
  private static final Duration VIRTUAL_LIMIT = Duration.ofDays(1);
  private static final Duration REAL_LIMIT = Duration.ofSeconds(10);

  private final long started = System.nanoTime();
  private long now;
  private long limit = VIRTUAL_LIMIT.toNanos();
  private Duration realLimit = REAL_LIMIT;
  private boolean threads;

  /** While time moves by hand alone: the moment of the next timer, at the last idle. */
  private boolean manual;

  private long nextTimer = Long.MAX_VALUE;

  /** With limits of one day in virtual time and ten seconds in real time. */
  public VirtualClock() {}

  /**
   * {@return one whose loop runs timers of the same moment in the order in which CPython's {@code
   * heapq} gives them out, and not first in, first out: to compare with what a Python program
   * printed}
   */
  public static VirtualClock withCPythonTies() {
    return new WithCPythonTies();
  }

  /**
   * Sets how far the time may go, and how long that may take.
   *
   * @param virtual the virtual time
   * @param real the real time
   * @return this
   */
  public final VirtualClock limits(Duration virtual, Duration real) {
    limit = virtual.toNanos();
    realLimit = real;
    return this;
  }

  /**
   * Says that other threads call {@link EventLoop#callSoonThreadsafe} or submit: an idle loop waits
   * for them.
   *
   * @return this
   */
  public final VirtualClock allowThreads() {
    threads = true;
    return this;
  }

  /** {@return the time since the start} */
  public final Duration elapsed() {
    return Duration.ofNanos(now);
  }

  /**
   * Moves the time by hand, as slow code would. On the loop's thread.
   *
   * @param duration how much
   */
  public final void advance(Duration duration) {
    now += duration.toNanos();
  }

  @Override
  public final long nanos() {
    return now;
  }

  @Override
  public final void idle(long deadline) {
    nextTimer = deadline;
    EventLoop loop = EventLoop.current();
    if (manual) {
      loop.stop();
    } else if (loop.outsideWaits() > 0 || (threads && deadline == Long.MAX_VALUE)) {
      waitForThreads(loop, deadline);
    } else if (deadline == Long.MAX_VALUE) {
      throw new AssertionError(
          Report.of("nothing can happen any more: no timer, no other thread", loop));
    } else if (deadline > limit) {
      throw new AssertionError(
          Report.of("not finished after " + Duration.ofNanos(limit) + " of virtual time", loop));
    } else {
      now = Math.max(now, deadline);
    }
  }

  /**
   * A thread may itself wait for a timer of the loop: where neither does anything, the timer comes
   * as late as in real time.
   */
  private void waitForThreads(EventLoop loop, long deadline) {
    long before = System.nanoTime();
    long left = realLimit.toNanos() - (before - started);
    if (left <= 0) {
      throw new AssertionError(Report.of("no other thread did anything within " + realLimit, loop));
    }
    LockSupport.parkNanos(this, Math.min(left, deadline - now));
    if (System.nanoTime() - before >= deadline - now) {
      now = deadline;
    }
  }

  @Override
  public final void wake(Thread thread) {
    LockSupport.unpark(thread);
  }

  final Duration realLimit() {
    return realLimit;
  }

  /** From here on an idle loop is stopped instead. */
  final void manual(boolean manual) {
    this.manual = manual;
  }

  /**
   * Moves to the next timer, if it is not later than {@code moment}; else there, and returns false.
   */
  final boolean advanceToTimer(long moment) {
    boolean timer = nextTimer <= moment;
    now = Math.max(now, timer ? nextTimer : moment);
    return timer;
  }

  private static final class WithCPythonTies extends VirtualClock implements CPythonTies {}
}
