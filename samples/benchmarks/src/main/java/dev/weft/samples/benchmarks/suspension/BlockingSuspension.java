package dev.weft.samples.benchmarks.suspension;

/** What runs on a virtual thread. */
final class BlockingSuspension {
  private BlockingSuspension() {}

  static int yield(int n) {
    int count = 0;
    while (count < n) {
      Thread.yield();
      count++;
    }
    return count;
  }

  static int yieldAtDepth(int depth, int n) {
    if (depth > 1) {
      return yieldAtDepth(depth - 1, n) + 1;
    }
    for (int i = 0; i < n; i++) {
      Thread.yield();
    }
    return 1;
  }

  static int reenter(int depth, int n) {
    int frames = 0;
    for (int i = 0; i < n; i++) {
      frames += down(depth);
    }
    return frames;
  }

  private static int down(int depth) {
    if (depth > 1) {
      return down(depth - 1) + 1;
    }
    Thread.yield();
    return 1;
  }
}
