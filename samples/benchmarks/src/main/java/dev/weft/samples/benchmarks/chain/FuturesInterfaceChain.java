package dev.weft.samples.benchmarks.chain;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

/** Objects behind an interface that one class implements, that compose each other's futures. */
final class FuturesInterfaceChain {
  private FuturesInterfaceChain() {}

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
    Step step = null;
    for (int i = 0; i <= 10; i++) {
      step = new Link(step);
    }
    return step;
  }

  private interface Step {
    CompletableFuture<Integer> f(int x);
  }

  private static final class Link implements Step {
    private final Step next;

    Link(Step next) {
      this.next = next;
    }

    @Override
    public CompletableFuture<Integer> f(int x) {
      if (next != null) {
        return next.f(x).thenApply(r -> r + 1);
      }
      if (x < 0) {
        return CompletableFuture.runAsync(Thread::yield).thenApply(nothing -> x);
      }
      return CompletableFuture.completedFuture(x);
    }
  }
}
