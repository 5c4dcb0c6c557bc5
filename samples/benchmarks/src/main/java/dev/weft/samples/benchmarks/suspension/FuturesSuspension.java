package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.OneThread;
import java.util.concurrent.CompletableFuture;

/** Loops as chains of callbacks that end a future: what code without await is. */
final class FuturesSuspension {
  private final OneThread thread = new OneThread();

  int yield(int n) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    yields(0, n, end);
    return thread.runUntil(end);
  }

  private void yields(int count, int n, CompletableFuture<Integer> end) {
    if (count == n) {
      end.complete(count);
    } else {
      thread.yield().thenRun(() -> yields(count + 1, n, end));
    }
  }

  int reenter(int depth, int n) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    reentered(depth, n, 0, end);
    return thread.runUntil(end);
  }

  private void reentered(int depth, int left, int frames, CompletableFuture<Integer> end) {
    if (left == 0) {
      end.complete(frames);
    } else {
      down(depth).thenAccept(more -> reentered(depth, left - 1, frames + more, end));
    }
  }

  private CompletableFuture<Integer> down(int depth) {
    if (depth > 1) {
      return down(depth - 1).thenApply(frames -> frames + 1);
    }
    return thread.yield().thenApply(nothing -> 1);
  }

  int exceptions(int frames, int n) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    exceptions(frames, n, 0, end);
    return thread.runUntil(end);
  }

  private void exceptions(int frames, int left, int caught, CompletableFuture<Integer> end) {
    if (left == 0) {
      end.complete(caught);
    } else {
      failing(frames)
          .whenComplete(
              (value, error) ->
                  exceptions(frames, left - 1, error == null ? caught : caught + 1, end));
    }
  }

  private CompletableFuture<Integer> failing(int frames) {
    if (frames > 1) {
      return failing(frames - 1).thenApply(below -> below + 1);
    }
    return thread
        .yield()
        .thenApply(
            nothing -> {
              throw new IllegalStateException("at the bottom");
            });
  }

  int finallies(int frames, int n, long[] passed) {
    CompletableFuture<Integer> end = new CompletableFuture<>();
    finallies(frames, n, 0, passed, end);
    return thread.runUntil(end);
  }

  private void finallies(
      int frames, int left, int caught, long[] passed, CompletableFuture<Integer> end) {
    if (left == 0) {
      end.complete(caught);
    } else {
      failingWithFinally(frames, passed)
          .whenComplete(
              (value, error) ->
                  finallies(frames, left - 1, error == null ? caught : caught + 1, passed, end));
    }
  }

  private CompletableFuture<Integer> failingWithFinally(int frames, long[] passed) {
    CompletableFuture<Integer> result =
        frames > 1
            ? failingWithFinally(frames - 1, passed).thenApply(below -> below + 1)
            : failing(1);
    return result.whenComplete((value, error) -> passed[0]++);
  }
}
