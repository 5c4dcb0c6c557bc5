package dev.weft.samples.benchmarks.loop;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

/** The floor: calls, and reads of what is there. */
final class PlainLoop {
  private PlainLoop() {}

  static long method(int n, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = ready(i);
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  private static long ready(long x) {
    if (x < 0) {
      Thread.yield();
    }
    return x + 1;
  }

  /** What code that blocks does, on any thread. */
  static long stage(int n, CompletableFuture<Long> one, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = one.join();
      sink.consume(value);
      sum += value;
    }
    return sum;
  }
}
