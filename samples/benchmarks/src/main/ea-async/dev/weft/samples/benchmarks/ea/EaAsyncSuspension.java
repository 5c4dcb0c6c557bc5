package dev.weft.samples.benchmarks.ea;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

public final class EaAsyncSuspension {
  private EaAsyncSuspension() {}

  public static CompletableFuture<Integer> yields(Executor executor, int n) {
    int count = 0;
    while (count < n) {
      await(turn(executor));
      count++;
    }
    return completedFuture(count);
  }

  private static CompletableFuture<Void> turn(Executor executor) {
    return CompletableFuture.runAsync(() -> {}, executor);
  }

  public static CompletableFuture<Integer> reenter(Executor executor, int depth, int n) {
    int frames = 0;
    for (int i = 0; i < n; i++) {
      frames += await(down(executor, depth));
    }
    return completedFuture(frames);
  }

  private static CompletableFuture<Integer> down(Executor executor, int depth) {
    if (depth > 1) {
      return completedFuture(await(down(executor, depth - 1)) + 1);
    }
    await(turn(executor));
    return completedFuture(1);
  }
}
