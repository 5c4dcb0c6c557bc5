package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Ten tasks that take turns under a lock, each yielding while it holds it; the figures are of one
 * turn.
 */
@OperationsPerInvocation(LockHandOff.N)
public class LockHandOff {
  private static final int TASKS = 10;
  private static final int TURNS = 1_000;
  static final int N = TASKS * TURNS;

  @Benchmark
  public void weft() {
    Check.equal(N, WeftTasks.lock(TASKS, TURNS));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(N, KotlinTasks.lock(TASKS, TURNS, false));
  }

  @Benchmark
  public void kotlinDefault() {
    Check.equal(N, KotlinTasks.lock(TASKS, TURNS, true));
  }

  @Benchmark
  public void virtualThreads() throws InterruptedException {
    Check.equal(N, ThreadsTasks.lock(TASKS, TURNS));
  }
}
