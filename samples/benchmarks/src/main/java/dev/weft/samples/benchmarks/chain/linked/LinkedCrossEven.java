package dev.weft.samples.benchmarks.chain.linked;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The even ones of eleven methods of two classes that await each other; woven with {@code
 * directCalls=linked}.
 */
public final class LinkedCrossEven {
  private LinkedCrossEven() {}

  public static int run(int n, Blackhole sink) {
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
  static Coroutine<Integer> f0(int x) {
    return result(await(LinkedCrossOdd.f1(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f2(int x) {
    return result(await(LinkedCrossOdd.f3(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f4(int x) {
    return result(await(LinkedCrossOdd.f5(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f6(int x) {
    return result(await(LinkedCrossOdd.f7(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f8(int x) {
    return result(await(LinkedCrossOdd.f9(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f10(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x);
  }
}
