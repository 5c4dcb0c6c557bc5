package dev.weft.samples.benchmarks.chain;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

/** Objects of three classes, in turn, that compose each other's futures. */
final class FuturesPolymorphicChain {
  private FuturesPolymorphicChain() {}

  static int run(int n, Blackhole sink) {
    Step first = chain();
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = first.f(1000 + i).join();
      sink.consume(value);
      sum += value;
    }
    return sum;
  }

  private static Step chain() {
    Step step = new Last();
    for (int i = 0; i < 10; i++) {
      step = i % 3 == 0 ? new First(step) : i % 3 == 1 ? new Second(step) : new Third(step);
    }
    return step;
  }

  private abstract static class Step {
    abstract CompletableFuture<Integer> f(int x);
  }

  private static final class First extends Step {
    private final Step next;

    First(Step next) {
      this.next = next;
    }

    @Override
    CompletableFuture<Integer> f(int x) {
      return next.f(x).thenApply(r -> r + 1);
    }
  }

  private static final class Second extends Step {
    private final Step next;

    Second(Step next) {
      this.next = next;
    }

    @Override
    CompletableFuture<Integer> f(int x) {
      return next.f(x).thenApply(r -> r + 1);
    }
  }

  private static final class Third extends Step {
    private final Step next;

    Third(Step next) {
      this.next = next;
    }

    @Override
    CompletableFuture<Integer> f(int x) {
      return next.f(x).thenApply(r -> r + 1);
    }
  }

  private static final class Last extends Step {
    @Override
    CompletableFuture<Integer> f(int x) {
      if (x < 0) {
        return CompletableFuture.runAsync(Thread::yield).thenApply(nothing -> x);
      }
      return CompletableFuture.completedFuture(x);
    }
  }
}
