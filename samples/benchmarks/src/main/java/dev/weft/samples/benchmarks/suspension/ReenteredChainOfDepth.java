package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.OneThread;
import dev.weft.samples.benchmarks.VirtualThreads;
import dev.weft.samples.benchmarks.ea.EaAsyncSuspension;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A chain of so many frames that is entered, suspended at its bottom, and left, again and again.
 */
@State(Scope.Thread)
@OperationsPerInvocation(ReenteredChainOfDepth.N)
public class ReenteredChainOfDepth {
  static final int N = 1_000;

  @Param({"1", "10", "100"})
  int depth;

  @Benchmark
  public void weft() {
    Check.equal(depth * N, WeftSuspension.reenter(depth, N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(depth * N, KotlinSuspension.reenter(depth, N));
  }

  @Benchmark
  public void virtualThreads() {
    Check.equal(depth * N, VirtualThreads.call(() -> BlockingSuspension.reenter(depth, N)));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(depth * N, new FuturesSuspension().reenter(depth, N));
  }

  @Benchmark
  public void eaAsync() {
    OneThread thread = new OneThread();
    Check.equal(depth * N, thread.runUntil(EaAsyncSuspension.reenter(thread, depth, N)));
  }
}
