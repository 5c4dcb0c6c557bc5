package dev.weft;

import dev.weft.codegen.Stages;
import java.util.concurrent.CompletableFuture;

/**
 * Joins a task to a CompletableFuture that other threads may hold: the task's end ends it, its
 * cancellation cancels the task.
 */
final class FutureLink<T> implements Runnable {
  private final Task<T> task;
  private final CompletableFuture<T> future;

  private FutureLink(Task<T> task, CompletableFuture<T> future) {
    this.task = task;
    this.future = future;
  }

  /** On the loop's thread. */
  static <T> void join(Task<T> task, CompletableFuture<T> future) {
    FutureLink<T> link = new FutureLink<>(task, future);
    if (task.isDone()) {
      link.run();
      return;
    }
    task.addWaiter(link);
    var unused = future.whenComplete((value, error) -> link.futureDone());
  }

  /** On any thread. */
  private void futureDone() {
    if (future.isCancelled() && !task.loop.isClosed()) {
      if (task.loop.isOnThread()) {
        task.cancel();
      } else {
        task.loop.tryCallSoonThreadsafe(task::cancel);
      }
    }
  }

  /** The task is done. On the loop's thread. */
  @Override
  @SuppressWarnings("unchecked")
  public void run() {
    if (task.isFinished()) {
      future.complete((T) task.value());
    } else {
      Stages.fail(future, task.failure());
    }
  }

  /** The loop was closed before the task was done. */
  void abandoned() {
    future.completeExceptionally(
        new IllegalStateException("event loop closed before the end of " + task));
  }
}
