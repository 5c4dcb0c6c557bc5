package dev.weft.samples.benchmarks.chain.linked;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Objects behind an interface that one class implements, that await each other; woven with {@code
 * directCalls=linked}.
 */
public final class LinkedInterfaceChain {
  private LinkedInterfaceChain() {}

  public static int run(int n, Blackhole sink) {
    return Weft.run(repeat(n, chain(), sink));
  }

  @Async
  private static Coroutine<Integer> repeat(int n, Step first, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = await(first.f(1000 + i));
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }

  private static Step chain() {
    Step step = null;
    for (int i = 0; i <= 10; i++) {
      step = new Link(step);
    }
    return step;
  }

  private interface Step {
    Coroutine<Integer> f(int x);
  }

  private static final class Link implements Step {
    private final Step next;

    Link(Step next) {
      this.next = next;
    }

    @Override
    @Async
    public Coroutine<Integer> f(int x) {
      if (next != null) {
        return result(await(next.f(x)) + 1);
      }
      if (x < 0) {
        await(yieldNow());
      }
      return result(x);
    }
  }
}
