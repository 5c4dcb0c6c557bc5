package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods without a result that call each other, and count: the floor. */
final class PlainVoidChain {
  private PlainVoidChain() {}

  static void run(int n, long[] count, Blackhole sink) {
    for (int i = 0; i < n; i++) {
      f0(count);
      sink.consume(count[0]);
    }
  }

  private static void f0(long[] count) {
    f1(count);
    count[0]++;
  }

  private static void f1(long[] count) {
    f2(count);
    count[0]++;
  }

  private static void f2(long[] count) {
    f3(count);
    count[0]++;
  }

  private static void f3(long[] count) {
    f4(count);
    count[0]++;
  }

  private static void f4(long[] count) {
    f5(count);
    count[0]++;
  }

  private static void f5(long[] count) {
    f6(count);
    count[0]++;
  }

  private static void f6(long[] count) {
    f7(count);
    count[0]++;
  }

  private static void f7(long[] count) {
    f8(count);
    count[0]++;
  }

  private static void f8(long[] count) {
    f9(count);
    count[0]++;
  }

  private static void f9(long[] count) {
    f10(count);
    count[0]++;
  }

  private static void f10(long[] count) {
    if (count[0] < 0) {
      Thread.yield();
    }
    count[0]++;
  }
}
