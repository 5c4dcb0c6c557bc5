package dev.weft.samples.benchmarks.chain.linked;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

/**
 * The odd ones of eleven methods of two classes that await each other; woven with {@code
 * directCalls=linked}.
 */
final class LinkedCrossOdd {
  private LinkedCrossOdd() {}

  @Async
  static Coroutine<Integer> f1(int x) {
    return result(await(LinkedCrossEven.f2(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f3(int x) {
    return result(await(LinkedCrossEven.f4(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f5(int x) {
    return result(await(LinkedCrossEven.f6(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f7(int x) {
    return result(await(LinkedCrossEven.f8(x)) + 1);
  }

  @Async
  static Coroutine<Integer> f9(int x) {
    return result(await(LinkedCrossEven.f10(x)) + 1);
  }
}
