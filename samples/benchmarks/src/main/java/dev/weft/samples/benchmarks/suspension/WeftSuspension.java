package dev.weft.samples.benchmarks.suspension;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

final class WeftSuspension {
  private WeftSuspension() {}

  static int yield(int n) {
    return Weft.run(yields(n));
  }

  @Async
  private static Coroutine<Integer> yields(int n) {
    int count = 0;
    while (count < n) {
      await(yieldNow());
      count++;
    }
    return result(count);
  }

  static int yieldAtDepth(int depth, int n) {
    return Weft.run(yields(depth, n));
  }

  /** {@code depth} frames, the innermost of which yields n times. */
  @Async
  private static Coroutine<Integer> yields(int depth, int n) {
    if (depth > 1) {
      return result(await(yields(depth - 1, n)) + 1);
    }
    for (int i = 0; i < n; i++) {
      await(yieldNow());
    }
    return result(1);
  }

  static int reenter(int depth, int n) {
    return Weft.run(reentered(depth, n));
  }

  @Async
  private static Coroutine<Integer> reentered(int depth, int n) {
    int frames = 0;
    for (int i = 0; i < n; i++) {
      frames += await(down(depth));
    }
    return result(frames);
  }

  /** {@code depth} frames, the innermost of which yields once. */
  @Async
  private static Coroutine<Integer> down(int depth) {
    if (depth > 1) {
      return result(await(down(depth - 1)) + 1);
    }
    await(yieldNow());
    return result(1);
  }
}
