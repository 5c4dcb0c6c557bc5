package dev.weft.samples.benchmarks;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Where CompletableFuture runs what is asynchronous. Not its default: with one or two processors
 * that is a new thread for every task.
 */
public final class Pool {
  public static final Executor INSTANCE =
      new ForkJoinPool(Runtime.getRuntime().availableProcessors());

  private Pool() {}
}
