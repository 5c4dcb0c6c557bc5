package dev.weft.samples.benchmarks.chain;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that await each other. */
final class WeftLongChain {
  private WeftLongChain() {}

  static long run(int n, Blackhole sink) {
    return Weft.run(repeat(n, sink));
  }

  @Async
  private static Coroutine<Long> repeat(int n, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(f0(1000 + i));
      sink.consume(value);
      sum += value;
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Long> f0(long x) {
    return result(await(f1(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f1(long x) {
    return result(await(f2(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f2(long x) {
    return result(await(f3(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f3(long x) {
    return result(await(f4(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f4(long x) {
    return result(await(f5(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f5(long x) {
    return result(await(f6(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f6(long x) {
    return result(await(f7(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f7(long x) {
    return result(await(f8(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f8(long x) {
    return result(await(f9(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f9(long x) {
    return result(await(f10(x)) + 1);
  }

  @Async
  private static Coroutine<Long> f10(long x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x);
  }
}
