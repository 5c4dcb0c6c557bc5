package dev.weft.samples.benchmarks.suspension;

/**
 * The floor: an exception that leaves as many calls. On a virtual thread the innermost call yields
 * first.
 */
final class PlainExceptions {
  private PlainExceptions() {}

  static int through(int frames, int n, Runnable yield) {
    int caught = 0;
    for (int i = 0; i < n; i++) {
      try {
        down(frames, yield);
      } catch (IllegalStateException e) {
        caught++;
      }
    }
    return caught;
  }

  private static int down(int frames, Runnable yield) {
    if (frames > 1) {
      return down(frames - 1, yield) + 1;
    }
    yield.run();
    throw new IllegalStateException("at the bottom");
  }

  static int throughFinallies(int frames, int n, long[] passed, Runnable yield) {
    int caught = 0;
    for (int i = 0; i < n; i++) {
      try {
        downWithFinally(frames, passed, yield);
      } catch (IllegalStateException e) {
        caught++;
      }
    }
    return caught;
  }

  private static int downWithFinally(int frames, long[] passed, Runnable yield) {
    try {
      if (frames > 1) {
        return downWithFinally(frames - 1, passed, yield) + 1;
      }
      yield.run();
      throw new IllegalStateException("at the bottom");
    } finally {
      passed[0]++;
    }
  }
}
