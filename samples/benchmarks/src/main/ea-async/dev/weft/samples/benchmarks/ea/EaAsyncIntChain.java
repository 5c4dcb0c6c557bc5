package dev.weft.samples.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

/** Eleven methods that await each other's futures, woven by EA Async at build time. */
public final class EaAsyncIntChain {
  private EaAsyncIntChain() {}

  public static int run(int n, Blackhole sink) {
    return repeat(n, sink).join();
  }

  private static CompletableFuture<Integer> repeat(int n, Blackhole sink) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      int value = await(f0(1000 + i));
      sink.consume(value);
      sum += value;
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Integer> f0(int x) {
    return completedFuture(await(f1(x)) + 1);
  }

  private static CompletableFuture<Integer> f1(int x) {
    return completedFuture(await(f2(x)) + 1);
  }

  private static CompletableFuture<Integer> f2(int x) {
    return completedFuture(await(f3(x)) + 1);
  }

  private static CompletableFuture<Integer> f3(int x) {
    return completedFuture(await(f4(x)) + 1);
  }

  private static CompletableFuture<Integer> f4(int x) {
    return completedFuture(await(f5(x)) + 1);
  }

  private static CompletableFuture<Integer> f5(int x) {
    return completedFuture(await(f6(x)) + 1);
  }

  private static CompletableFuture<Integer> f6(int x) {
    return completedFuture(await(f7(x)) + 1);
  }

  private static CompletableFuture<Integer> f7(int x) {
    return completedFuture(await(f8(x)) + 1);
  }

  private static CompletableFuture<Integer> f8(int x) {
    return completedFuture(await(f9(x)) + 1);
  }

  private static CompletableFuture<Integer> f9(int x) {
    return completedFuture(await(f10(x)) + 1);
  }

  private static CompletableFuture<Integer> f10(int x) {
    if (x < 0) {
      await(CompletableFuture.runAsync(Thread::yield));
    }
    return completedFuture(x);
  }
}
