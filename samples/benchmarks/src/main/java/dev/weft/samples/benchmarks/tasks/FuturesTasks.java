package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.OneThread;
import dev.weft.samples.benchmarks.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Compositions of futures, on a pool with a thread for each processor. */
final class FuturesTasks {
  private FuturesTasks() {}

  static long spawn(int n) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      tasks.add(CompletableFuture.supplyAsync(() -> number, Pool.INSTANCE));
    }
    return CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0]))
        .thenApply(nothing -> tasks.stream().mapToLong(CompletableFuture::join).sum())
        .join();
  }

  static long skynet(int leaves) {
    return skynet(0, leaves).join();
  }

  private static CompletableFuture<Long> skynet(long first, int leaves) {
    return CompletableFuture.supplyAsync(() -> children(first, leaves), Pool.INSTANCE)
        .thenCompose(Function.identity());
  }

  private static CompletableFuture<Long> children(long first, int leaves) {
    if (leaves == 1) {
      return CompletableFuture.completedFuture(first);
    }
    int each = leaves / 10;
    List<CompletableFuture<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      children.add(skynet(first + (long) i * each, each));
    }
    return CompletableFuture.allOf(children.toArray(new CompletableFuture<?>[0]))
        .thenApply(nothing -> children.stream().mapToLong(CompletableFuture::join).sum());
  }

  static int group(int n) {
    OneThread thread = new OneThread();
    int[] count = new int[1];
    List<CompletableFuture<Void>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(thread.yield().thenRun(() -> count[0]++));
    }
    thread.runUntil(CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0])));
    return count[0];
  }
}
