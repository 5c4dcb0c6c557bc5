package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** The even ones of eleven methods of two classes that call each other: the floor. */
final class PlainCrossEven {
  private PlainCrossEven() {}

  static int run(int n, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = f0(1000 + i);
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  static int f0(int x) {
    return PlainCrossOdd.f1(x) + 1;
  }

  static int f2(int x) {
    return PlainCrossOdd.f3(x) + 1;
  }

  static int f4(int x) {
    return PlainCrossOdd.f5(x) + 1;
  }

  static int f6(int x) {
    return PlainCrossOdd.f7(x) + 1;
  }

  static int f8(int x) {
    return PlainCrossOdd.f9(x) + 1;
  }

  static int f10(int x) {
    if (x < 0) {
      Thread.yield();
    }
    return x;
  }
}
