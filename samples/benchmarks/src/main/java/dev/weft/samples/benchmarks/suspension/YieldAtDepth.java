package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The innermost of so many frames yields again and again. */
@State(Scope.Thread)
@OperationsPerInvocation(YieldAtDepth.N)
public class YieldAtDepth {
  static final int N = 10_000;

  @Param({"1", "10", "100"})
  int depth;

  @Benchmark
  public void weft() {
    Check.equal(depth, WeftSuspension.yieldAtDepth(depth, N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(depth, KotlinSuspension.yieldAtDepth(depth, N));
  }

  @Benchmark
  public void virtualThreads() {
    Check.equal(depth, VirtualThreads.call(() -> BlockingSuspension.yieldAtDepth(depth, N)));
  }
}
