package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An exception thrown at the bottom of so many frames that were suspended, and caught above them.
 */
@State(Scope.Thread)
@OperationsPerInvocation(ExceptionThroughFrames.N)
public class ExceptionThroughFrames {
  static final int N = 100;

  @Param({"1", "16", "64"})
  int frames;

  @Benchmark
  public void weft() {
    Check.equal(N, WeftExceptions.through(frames, N));
  }

  @Benchmark
  public void plain() {
    Check.equal(N, PlainExceptions.through(frames, N, () -> {}));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(N, KotlinSuspension.through(frames, N));
  }

  @Benchmark
  public void virtualThreads() {
    Check.equal(N, VirtualThreads.call(() -> PlainExceptions.through(frames, N, Thread::yield)));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(N, new FuturesSuspension().exceptions(frames, N));
  }
}
