package dev.weft.samples.benchmarks.chain;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

/** The odd ones of eleven methods of two classes that await each other. */
final class WeftCrossOdd {
  private WeftCrossOdd() {}

  @Async
  static Coroutine<Integer> f1(int x) {
    return result(await(WeftCrossEven.f2(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f3(int x) {
    return result(await(WeftCrossEven.f4(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f5(int x) {
    return result(await(WeftCrossEven.f6(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f7(int x) {
    return result(await(WeftCrossEven.f8(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f9(int x) {
    return result(await(WeftCrossEven.f10(x)) + 1);
  }
}
