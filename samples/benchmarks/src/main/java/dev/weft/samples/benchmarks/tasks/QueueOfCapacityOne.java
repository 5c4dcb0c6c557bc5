package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * A producer and a consumer with room for one message between them; the figures are of one message.
 */
@OperationsPerInvocation(QueueOfCapacityOne.N)
public class QueueOfCapacityOne {
  static final int N = 10_000;
  private static final long SUM = N * (N - 1L) / 2;

  @Benchmark
  public void weft() {
    Check.equal(SUM, WeftTasks.queue(N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(SUM, KotlinTasks.queue(N, false));
  }

  @Benchmark
  public void kotlinDefault() {
    Check.equal(SUM, KotlinTasks.queue(N, true));
  }

  @Benchmark
  public void virtualThreads() throws InterruptedException {
    Check.equal(SUM, ThreadsTasks.queue(N));
  }
}
