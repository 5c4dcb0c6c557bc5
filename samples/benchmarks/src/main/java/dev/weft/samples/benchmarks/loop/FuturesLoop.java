package dev.weft.samples.benchmarks.loop;

import java.util.concurrent.CompletableFuture;

/** A loop that must not block is a chain of compositions. */
final class FuturesLoop {
  private FuturesLoop() {}

  static long method(int n) {
    CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
    for (int i = 0; i < n; i++) {
      long x = i;
      sum = sum.thenCompose(before -> ready(x).thenApply(value -> before + value));
    }
    return sum.join();
  }

  private static CompletableFuture<Long> ready(long x) {
    if (x < 0) {
      return CompletableFuture.runAsync(Thread::yield).thenApply(nothing -> x + 1);
    }
    return CompletableFuture.completedFuture(x + 1);
  }

  static long stage(int n, CompletableFuture<Long> one) {
    CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
    for (int i = 0; i < n; i++) {
      sum = sum.thenCombine(one, Long::sum);
    }
    return sum.join();
  }
}
