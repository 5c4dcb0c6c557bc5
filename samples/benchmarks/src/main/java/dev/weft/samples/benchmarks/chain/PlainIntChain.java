package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that call each other: the floor. */
final class PlainIntChain {
  private PlainIntChain() {}

  static int run(int n, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = f0(1000 + i);
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  private static int f0(int x) {
    return f1(x) + 1;
  }

  private static int f1(int x) {
    return f2(x) + 1;
  }

  private static int f2(int x) {
    return f3(x) + 1;
  }

  private static int f3(int x) {
    return f4(x) + 1;
  }

  private static int f4(int x) {
    return f5(x) + 1;
  }

  private static int f5(int x) {
    return f6(x) + 1;
  }

  private static int f6(int x) {
    return f7(x) + 1;
  }

  private static int f7(int x) {
    return f8(x) + 1;
  }

  private static int f8(int x) {
    return f9(x) + 1;
  }

  private static int f9(int x) {
    return f10(x) + 1;
  }

  private static int f10(int x) {
    if (x < 0) {
      Thread.yield();
    }
    return x;
  }
}
