package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.Check;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * 100,000 tasks that return a number, and the list of their results; the figures are of one task.
 */
@OperationsPerInvocation(SpawnAndGather.N)
public class SpawnAndGather {
  static final int N = 100_000;
  private static final long SUM = N * (N - 1L) / 2;

  @Benchmark
  public void weft() {
    Check.equal(SUM, WeftTasks.spawn(N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(SUM, KotlinTasks.spawn(N, false));
  }

  @Benchmark
  public void kotlinDefault() {
    Check.equal(SUM, KotlinTasks.spawn(N, true));
  }

  @Benchmark
  public void virtualThreads() throws InterruptedException, ExecutionException {
    Check.equal(SUM, ThreadsTasks.spawn(N));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(SUM, FuturesTasks.spawn(N));
  }
}
