package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.Check;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * A tree of tasks with ten children each and 1,000,000 leaves, which adds the numbers of the
 * leaves.
 */
public class Skynet {
  static final int LEAVES = 1_000_000;
  private static final long SUM = LEAVES * (LEAVES - 1L) / 2;

  @Benchmark
  public void weft() {
    Check.equal(SUM, WeftTasks.skynet(LEAVES));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(SUM, KotlinTasks.skynet(LEAVES, false));
  }

  @Benchmark
  public void kotlinDefault() {
    Check.equal(SUM, KotlinTasks.skynet(LEAVES, true));
  }

  @Benchmark
  public void virtualThreads() throws InterruptedException, ExecutionException {
    Check.equal(SUM, ThreadsTasks.skynet(LEAVES));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(SUM, FuturesTasks.skynet(LEAVES));
  }
}
