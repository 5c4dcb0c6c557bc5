package dev.weft;

/**
 * Where a loop takes its time from, and how it waits. {@link #system()} everywhere but in tests,
 * which use {@code dev.weft.testing}.
 */
public interface Clock {
  /** {@return nanoseconds since some fixed moment; never goes back} Called on the loop's thread. */
  long nanos();

  /**
   * Called by an idle loop: waits until {@code deadline} on this clock, {@link Long#MAX_VALUE} for
   * ever, or until {@link #wake}. May return early for no reason.
   *
   * @param deadline as {@link #nanos} tells time
   */
  void idle(long deadline);

  /**
   * Ends an {@link #idle} of {@code thread}, or the next one. Called from any thread.
   *
   * @param thread the loop's
   */
  void wake(Thread thread);

  /**
   * Real time: {@link System#nanoTime} and parking.
   *
   * @return the clock of all loops that are not given another one
   */
  static Clock system() {
    return SystemClock.INSTANCE;
  }
}
