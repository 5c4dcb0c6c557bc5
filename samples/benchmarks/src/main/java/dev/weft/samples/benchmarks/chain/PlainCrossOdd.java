package dev.weft.samples.benchmarks.chain;

/** The odd ones of eleven methods of two classes that call each other: the floor. */
final class PlainCrossOdd {
  private PlainCrossOdd() {}

  static int f1(int x) {
    return PlainCrossEven.f2(x) + 1;
  }

  static int f3(int x) {
    return PlainCrossEven.f4(x) + 1;
  }

  static int f5(int x) {
    return PlainCrossEven.f6(x) + 1;
  }

  static int f7(int x) {
    return PlainCrossEven.f8(x) + 1;
  }

  static int f9(int x) {
    return PlainCrossEven.f10(x) + 1;
  }
}
