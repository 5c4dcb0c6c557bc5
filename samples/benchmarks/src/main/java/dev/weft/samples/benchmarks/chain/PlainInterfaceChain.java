package dev.weft.samples.benchmarks.chain;

import org.openjdk.jmh.infra.Blackhole;

/** Objects behind an interface that one class implements, that call each other: the floor. */
final class PlainInterfaceChain {
  private PlainInterfaceChain() {}

  static int run(int n, Blackhole sink) {
    Step first = chain();
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = first.f(1000 + i);
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
    int f(int x);
  }

  private static final class Link implements Step {
    private final Step next;

    Link(Step next) {
      this.next = next;
    }

    @Override
    public int f(int x) {
      if (next != null) {
        return next.f(x) + 1;
      }
      if (x < 0) {
        Thread.yield();
      }
      return x;
    }
  }
}
