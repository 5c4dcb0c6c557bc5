package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Compositions of futures. */
final class FuturesWaiting {
  private FuturesWaiting() {}

  static void timers(int[] delays, long[] late) {
    List<CompletableFuture<Void>> timers = new ArrayList<>(delays.length);
    for (int i = 0; i < delays.length; i++) {
      int number = i;
      long due = System.nanoTime() + delays[i] * 1_000_000L;
      timers.add(
          CompletableFuture.runAsync(
              () -> late[number] = System.nanoTime() - due,
              CompletableFuture.delayedExecutor(delays[i], TimeUnit.MILLISECONDS, Pool.INSTANCE)));
    }
    CompletableFuture.allOf(timers.toArray(new CompletableFuture<?>[0])).join();
  }

  static long parkOnTimers(int n, String name, long milliseconds, Runnable measure) {
    List<CompletableFuture<Long>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      CompletableFuture<Long> timer =
          CompletableFuture.supplyAsync(
              () -> 0L,
              CompletableFuture.delayedExecutor(
                  milliseconds, TimeUnit.MILLISECONDS, Pool.INSTANCE));
      all.add(outer(timer, name, i, i, i));
    }
    measure.run();
    return sum(all);
  }

  static long parkOnFutures(int n, String name, Runnable measure) {
    List<CompletableFuture<Long>> futures = new ArrayList<>(n);
    List<CompletableFuture<Long>> all = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      CompletableFuture<Long> future = new CompletableFuture<>();
      futures.add(future);
      all.add(outer(future, name, i, i, i));
    }
    measure.run();
    futures.forEach(future -> future.complete(0L));
    return sum(all);
  }

  private static long sum(List<CompletableFuture<Long>> all) {
    return all.stream().mapToLong(CompletableFuture::join).sum();
  }

  private static CompletableFuture<Long> outer(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    return middle(on, name, total + 1, left + 1, right + 1)
        .thenApply(below -> below + name.length() + total + left + right);
  }

  private static CompletableFuture<Long> middle(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    return inner(on, name, total + 1, left + 1, right + 1)
        .thenApply(below -> below + name.length() + total + left + right);
  }

  private static CompletableFuture<Long> inner(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    return on.thenApply(below -> below + name.length() + total + left + right);
  }
}
