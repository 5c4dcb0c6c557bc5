package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that call each other: the floor. */
final class PlainLongChain {
  private PlainLongChain() {}

  static long run(int n, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = f0(1000 + i);
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  private static long f0(long x) {
    return f1(x) + 1;
  }

  private static long f1(long x) {
    return f2(x) + 1;
  }

  private static long f2(long x) {
    return f3(x) + 1;
  }

  private static long f3(long x) {
    return f4(x) + 1;
  }

  private static long f4(long x) {
    return f5(x) + 1;
  }

  private static long f5(long x) {
    return f6(x) + 1;
  }

  private static long f6(long x) {
    return f7(x) + 1;
  }

  private static long f7(long x) {
    return f8(x) + 1;
  }

  private static long f8(long x) {
    return f9(x) + 1;
  }

  private static long f9(long x) {
    return f10(x) + 1;
  }

  private static long f10(long x) {
    if (x < 0) {
      Thread.yield();
    }
    return x;
  }
}
