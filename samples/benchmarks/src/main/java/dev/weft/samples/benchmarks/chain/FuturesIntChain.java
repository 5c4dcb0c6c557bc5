package dev.weft.samples.benchmarks.chain;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that compose each other's futures. */
final class FuturesIntChain {
  private FuturesIntChain() {}

  static int run(int n, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = f0(1000 + i).join();
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  private static CompletableFuture<Integer> f0(int x) {
    return f1(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f1(int x) {
    return f2(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f2(int x) {
    return f3(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f3(int x) {
    return f4(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f4(int x) {
    return f5(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f5(int x) {
    return f6(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f6(int x) {
    return f7(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f7(int x) {
    return f8(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f8(int x) {
    return f9(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f9(int x) {
    return f10(x).thenApply(r -> r + 1);
  }

  private static CompletableFuture<Integer> f10(int x) {
    if (x < 0) {
      return CompletableFuture.runAsync(Thread::yield).thenApply(nothing -> x);
    }
    return CompletableFuture.completedFuture(x);
  }
}
