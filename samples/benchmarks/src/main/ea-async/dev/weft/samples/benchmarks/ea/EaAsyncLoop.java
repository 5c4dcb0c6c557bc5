package dev.weft.samples.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.infra.Blackhole;

public final class EaAsyncLoop {
  private EaAsyncLoop() {}

  public static CompletableFuture<Long> method(int n, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(ready(i));
      sink.consume(value);
      sum += value;
    }
    return completedFuture(sum);
  }

  private static CompletableFuture<Long> ready(long x) {
    if (x < 0) {
      await(CompletableFuture.runAsync(Thread::yield));
    }
    return completedFuture(x + 1);
  }

  public static CompletableFuture<Long> stage(int n, CompletableFuture<Long> one, Blackhole sink) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      long value = await(one);
      sink.consume(value);
      sum += value;
    }
    return completedFuture(sum);
  }
}
