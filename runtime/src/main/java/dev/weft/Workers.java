package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of a loop, for what blocks: its default executor, made when it is first needed. */
final class Workers {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final EventLoop loop;
  private @Nullable ExecutorService executor;
  private boolean shutDown;

  Workers(EventLoop loop) {
    this.loop = loop;
  }

  void set(ExecutorService executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  <T> Future<T> run(@Nullable Executor given, Callable<? extends T> body) {
    Executor executor = given != null ? given : executor();
    Objects.requireNonNull(body, "body");
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (result.isDone()) {
            return; // Cancelled before it started.
          }
          try {
            result.complete(body.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return loop.future(result);
  }

  private ExecutorService executor() {
    if (shutDown) {
      throw new IllegalStateException("the default executor has been shut down");
    }
    if (executor == null) {
      int threads = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              threads,
              threads,
              10,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Workers::newThread);
      pool.allowCoreThreadTimeOut(true);
      executor = pool;
    }
    return executor;
  }

  private static Thread newThread(Runnable body) {
    Thread thread = new Thread(body, "weft-worker-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Takes no more work, and waits for what there is. */
  Coroutine<Void> shutdown() {
    return new Shutdown(this);
  }

  void shutdownNow() {
    shutDown = true;
    if (executor != null) {
      executor.shutdown();
    }
  }

  private static final class Shutdown extends Steps<Void> {
    private final Workers workers;

    Shutdown(Workers workers) {
      this.workers = workers;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (at != 0) {
        return error == null ? null : raise(error);
      }
      workers.shutdownNow();
      ExecutorService executor = workers.executor;
      if (executor == null || executor.isTerminated()) {
        return null;
      }
      CompletableFuture<Object> terminated = new CompletableFuture<>();
      newThread(() -> awaitTermination(executor, terminated)).start();
      return await(loop().future(terminated), 1);
    }

    private static void awaitTermination(
        ExecutorService executor, CompletableFuture<Object> terminated) {
      try {
        executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        terminated.complete(null);
      } catch (InterruptedException e) {
        terminated.completeExceptionally(e);
      }
    }

    @Override
    protected String what() {
      return "shutting the default executor down";
    }
  }
}
