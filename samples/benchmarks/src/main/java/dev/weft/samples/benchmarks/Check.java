package dev.weft.samples.benchmarks;

/**
 * A benchmark that computes the wrong thing measures nothing: every one checks what it computed.
 */
public final class Check {
  private Check() {}

  public static void equal(long expected, long actual) {
    if (expected != actual) {
      throw new IllegalStateException("expected " + expected + " but computed " + actual);
    }
  }
}
