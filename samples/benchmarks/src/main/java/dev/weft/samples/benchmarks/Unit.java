package dev.weft.samples.benchmarks;

import java.util.Locale;

/** What the figures of a workload count. */
enum Unit {
  NANOSECONDS,
  MILLISECONDS,
  BYTES,
  COUNT,
  TIMES;

  String format(double value) {
    return switch (this) {
      case NANOSECONDS -> time(value);
      case MILLISECONDS -> time(value * 1e6);
      case BYTES -> String.format(Locale.ROOT, "%.0f B", value);
      case COUNT -> String.format(Locale.ROOT, "%.0f", value);
      case TIMES -> digits(value) + " ×";
    };
  }

  private static String time(double nanoseconds) {
    if (nanoseconds < 10_000) {
      return digits(nanoseconds) + " ns";
    }
    return nanoseconds < 10_000_000
        ? digits(nanoseconds / 1e3) + " µs"
        : digits(nanoseconds / 1e6) + " ms";
  }

  /** Three digits that mean something. */
  static String digits(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 || size == 0 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }
}
