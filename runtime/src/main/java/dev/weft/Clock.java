package dev.weft;

/**
 * Where a loop takes its time from, and how it waits. {@link #system()} everywhere but in tests,
 * which use {@code dev.weft.testing}.
 */
public interface Clock {
  /** Nanoseconds since some fixed moment; never goes back. Called on the loop's thread. */
  long nanos();

  /**
   * Called by an idle loop: waits until {@code deadline} on this clock, {@link Long#MAX_VALUE} for
   * ever, or until {@link #wake}. May return early for no reason.
   */
  void idle(long deadline);

  /** Ends an {@link #idle} of {@code thread}, or the next one. Called from any thread. */
  void wake(Thread thread);

  /** Real time: {@link System#nanoTime} and parking. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
