package dev.weft.samples.benchmarks.arithmetic;

/** The same loop without await. */
final class PlainArithmetic {
  private PlainArithmetic() {}

  static long run(int[] data) {
    long sum = 0;
    for (int i = 0; i < Work.N; i++) {
      sum += data[i & Work.MASK] ^ (long) i * i;
    }
    return sum;
  }

  /** With the test for one round of 65,536 in each, and nothing to do there but count. */
  static long runWithTests(int[] data) {
    long sum = 0;
    int passed = 0;
    for (int i = 0; i < Work.N; i++) {
      sum += data[i & Work.MASK] ^ (long) i * i;
      if ((i & Work.MASK) == Work.MASK) {
        passed++;
      }
    }
    return sum + passed - Work.N / (Work.MASK + 1);
  }

  /** With a call in one round of 65,536, as a program that may block there has it. */
  static long runWithCalls(int[] data, Pauses pauses) {
    long sum = 0;
    for (int i = 0; i < Work.N; i++) {
      sum += data[i & Work.MASK] ^ (long) i * i;
      if ((i & Work.MASK) == Work.MASK) {
        pause(pauses.suspends(i));
      }
    }
    return sum;
  }

  private static void pause(boolean suspends) {
    if (suspends) {
      Thread.yield();
    }
  }
}
