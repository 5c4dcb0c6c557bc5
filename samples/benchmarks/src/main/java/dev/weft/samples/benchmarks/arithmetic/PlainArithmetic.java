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
}
