package dev.weft.samples.benchmarks.chain;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that await each other. */
final class WeftIntChain {
  private WeftIntChain() {}

  static int run(int n, Blackhole sink) {
    return Weft.run(repeat(n, sink));
  }

  @Async
  private static Coroutine<Integer> repeat(int n, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = await(f0(1000 + i));
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Integer> f0(int x) {
    return result(await(f1(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f1(int x) {
    return result(await(f2(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f2(int x) {
    return result(await(f3(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f3(int x) {
    return result(await(f4(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f4(int x) {
    return result(await(f5(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f5(int x) {
    return result(await(f6(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f6(int x) {
    return result(await(f7(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f7(int x) {
    return result(await(f8(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f8(int x) {
    return result(await(f9(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f9(int x) {
    return result(await(f10(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f10(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x);
  }
}
