package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** 1,000 tasks in one scope, each of which yields once; the figures are of one task. */
@OperationsPerInvocation(GroupOfTasks.N)
public class GroupOfTasks {
  static final int N = 1_000;

  @Benchmark
  public void weft() {
    Check.equal(N, WeftTasks.group(N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(N, KotlinTasks.group(N));
  }

  @Benchmark
  public void kotlinDefault() {
    Check.equal(N, KotlinTasks.groupOnDefault(N));
  }

  @Benchmark
  public void virtualThreads() {
    Check.equal(N, ThreadsTasks.group(N));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(N, FuturesTasks.group(N));
  }
}
