package dev.weft;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Durations {
  /**
   * Longer than anybody waits, and short enough that deadlines compare right however they overflow.
   */
  static final long LONGEST = Long.MAX_VALUE / 4;

  private Durations() {}

  static long nanos(Duration duration) {
    long seconds = duration.getSeconds();
    if (seconds >= LONGEST / 1_000_000_000) {
      return LONGEST;
    }
    if (seconds <= -LONGEST / 1_000_000_000) {
      return -LONGEST;
    }
    return seconds * 1_000_000_000 + duration.getNano();
  }
}
