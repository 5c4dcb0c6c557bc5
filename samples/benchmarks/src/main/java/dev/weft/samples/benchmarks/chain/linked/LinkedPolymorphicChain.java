package dev.weft.samples.benchmarks.chain.linked;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Objects of three classes, in turn, that await each other; woven with {@code directCalls=linked}.
 */
public final class LinkedPolymorphicChain {
  private LinkedPolymorphicChain() {}

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
    Step step = new Last();
    for (int i = 0; i < 10; i++) {
      step = i % 3 == 0 ? new First(step) : i % 3 == 1 ? new Second(step) : new Third(step);
    }
    return step;
  }

  private abstract static class Step {
    abstract Coroutine<Integer> f(int x);
  }

  private static final class First extends Step {
    private final Step next;

    First(Step next) {
      this.next = next;
    }

    @Override
    @Async
    Coroutine<Integer> f(int x) {
      return result(await(next.f(x)) + 1);
    }
  }

  private static final class Second extends Step {
    private final Step next;

    Second(Step next) {
      this.next = next;
    }

    @Override
    @Async
    Coroutine<Integer> f(int x) {
      return result(await(next.f(x)) + 1);
    }
  }

  private static final class Third extends Step {
    private final Step next;

    Third(Step next) {
      this.next = next;
    }

    @Override
    @Async
    Coroutine<Integer> f(int x) {
      return result(await(next.f(x)) + 1);
    }
  }

  private static final class Last extends Step {
    @Override
    @Async
    Coroutine<Integer> f(int x) {
      if (x < 0) {
        await(yieldNow());
      }
      return result(x);
    }
  }
}
