package dev.weft.samples.benchmarks.arithmetic;

/** What every loop computes: the sum of {@code data[i & MASK] ^ i * i} for i below N. */
final class Work {
  static final int N = 1 << 22;
  static final int MASK = (1 << 16) - 1;

  final int[] data = new int[MASK + 1];

  /** Every loop must come to this. */
  final long expected;

  Work() {
    for (int i = 0; i < data.length; i++) {
      data[i] = i * 0x9E3779B9;
    }
    long sum = 0;
    for (int i = 0; i < N; i++) {
      sum += data[i & MASK] ^ (long) i * i;
    }
    expected = sum;
  }
}
