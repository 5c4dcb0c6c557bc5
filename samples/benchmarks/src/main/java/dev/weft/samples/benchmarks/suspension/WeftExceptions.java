package dev.weft.samples.benchmarks.suspension;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

final class WeftExceptions {
  private WeftExceptions() {}

  static int through(int frames, int n) {
    return Weft.run(repeat(frames, n));
  }

  @Async
  private static Coroutine<Integer> repeat(int frames, int n) {
    int caught = 0;
    for (int i = 0; i < n; i++) {
      try {
        await(down(frames));
      } catch (IllegalStateException e) {
        caught++;
      }
    }
    return result(caught);
  }

  @Async
  private static Coroutine<Integer> down(int frames) {
    if (frames > 1) {
      return result(await(down(frames - 1)) + 1);
    }
    await(yieldNow());
    throw new IllegalStateException("at the bottom");
  }

  static int throughFinallies(int frames, int n, long[] passed) {
    return Weft.run(repeatWithFinally(frames, n, passed));
  }

  @Async
  private static Coroutine<Integer> repeatWithFinally(int frames, int n, long[] passed) {
    int caught = 0;
    for (int i = 0; i < n; i++) {
      try {
        await(downWithFinally(frames, passed));
      } catch (IllegalStateException e) {
        caught++;
      }
    }
    return result(caught);
  }

  @Async
  private static Coroutine<Integer> downWithFinally(int frames, long[] passed) {
    try {
      if (frames > 1) {
        return result(await(downWithFinally(frames - 1, passed)) + 1);
      }
      await(yieldNow());
      throw new IllegalStateException("at the bottom");
    } finally {
      passed[0]++;
    }
  }
}
