package dev.weft.samples.benchmarks;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The smallest event loop: so that those who bring none run on one thread too, and pay for no lock.
 */
public final class OneThread implements Executor {
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

  @Override
  public void execute(Runnable body) {
    ready.add(body);
  }

  /** A future that is done after one turn of this loop. */
  public CompletableFuture<Void> yield() {
    return CompletableFuture.runAsync(() -> {}, this);
  }

  /** Runs what is ready until {@code end} is done. */
  public <T> T runUntil(CompletableFuture<T> end) {
    while (!end.isDone()) {
      ready.remove().run();
    }
    return end.join();
  }
}
