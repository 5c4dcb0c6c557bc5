package dev.weft.samples.benchmarks.chain;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods without a result that await each other, and count. */
final class WeftVoidChain {
  private WeftVoidChain() {}

  static void run(int n, long[] count, Blackhole sink) {
    Weft.run(repeat(n, count, sink));
  }

  @Async
  private static Coroutine<Void> repeat(int n, long[] count, Blackhole sink) {
    for (int i = 0; i < n; i++) {
      await(f0(count));
      sink.consume(count[0]);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> f0(long[] count) {
    await(f1(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f1(long[] count) {
    await(f2(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f2(long[] count) {
    await(f3(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f3(long[] count) {
    await(f4(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f4(long[] count) {
    await(f5(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f5(long[] count) {
    await(f6(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f6(long[] count) {
    await(f7(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f7(long[] count) {
    await(f8(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f8(long[] count) {
    await(f9(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f9(long[] count) {
    await(f10(count));
    count[0]++;
    return done();
  }

  @Async
  private static Coroutine<Void> f10(long[] count) {
    if (count[0] < 0) {
      await(yieldNow());
    }
    count[0]++;
    return done();
  }
}
