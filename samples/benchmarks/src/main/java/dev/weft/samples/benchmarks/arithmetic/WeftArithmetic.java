package dev.weft.samples.benchmarks.arithmetic;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

final class WeftArithmetic {
  private WeftArithmetic() {}

  static long run(int[] data, Pauses pauses) {
    return Weft.run(sum(data, pauses));
  }

  @Async
  private static Coroutine<Long> sum(int[] data, Pauses pauses) {
    long sum = 0;
    for (int i = 0; i < Work.N; i++) {
      sum += data[i & Work.MASK] ^ (long) i * i;
      if ((i & Work.MASK) == Work.MASK) {
        await(pause(pauses.suspends(i)));
      }
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Void> pause(boolean suspends) {
    if (suspends) {
      await(yieldNow());
    }
    return done();
  }
}
