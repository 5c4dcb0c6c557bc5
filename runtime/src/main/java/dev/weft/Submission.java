package dev.weft;

import java.util.concurrent.CompletableFuture;

/** A coroutine on its way from another thread to its loop. */
final class Submission<T> implements Runnable {
  final CompletableFuture<T> future = new CompletableFuture<>();
  private final EventLoop loop;
  private final Coroutine<T> coroutine;

  Submission(EventLoop loop, Coroutine<T> coroutine) {
    this.loop = loop;
    this.coroutine = coroutine;
  }

  /** On the loop's thread. */
  @Override
  public void run() {
    if (future.isDone()) {
      coroutine.close();
      return;
    }
    Task<T> task;
    try {
      task = loop.createTask(coroutine);
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
      return;
    }
    FutureLink.join(task, future);
  }

  /** The loop was closed before it could run. */
  void refused() {
    try {
      coroutine.close();
    } catch (IllegalStateException e) {
      // Somebody else has started it.
    }
    future.completeExceptionally(
        new IllegalStateException("event loop closed before the submitted coroutine started"));
  }
}
