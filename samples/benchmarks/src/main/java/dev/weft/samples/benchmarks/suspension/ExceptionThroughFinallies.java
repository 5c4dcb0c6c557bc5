package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** As ExceptionThroughFrames; each frame has a finally block. */
@State(Scope.Thread)
@OperationsPerInvocation(ExceptionThroughFinallies.N)
public class ExceptionThroughFinallies {
  static final int N = 100;

  @Param({"1", "16", "64"})
  int frames;

  final long[] passed = new long[1];

  @Benchmark
  public void weft() {
    long before = passed[0];
    Check.equal(N, WeftExceptions.throughFinallies(frames, N, passed));
    Check.equal(before + (long) frames * N, passed[0]);
  }

  @Benchmark
  public void plain() {
    long before = passed[0];
    Check.equal(N, PlainExceptions.throughFinallies(frames, N, passed, () -> {}));
    Check.equal(before + (long) frames * N, passed[0]);
  }

  @Benchmark
  public void kotlin() {
    long before = passed[0];
    Check.equal(N, KotlinSuspension.throughFinallies(frames, N, passed));
    Check.equal(before + (long) frames * N, passed[0]);
  }

  @Benchmark
  public void virtualThreads() {
    long before = passed[0];
    Check.equal(
        N,
        VirtualThreads.call(
            () -> PlainExceptions.throughFinallies(frames, N, passed, Thread::yield)));
    Check.equal(before + (long) frames * N, passed[0]);
  }

  @Benchmark
  public void completableFuture() {
    long before = passed[0];
    Check.equal(N, new FuturesSuspension().finallies(frames, N, passed));
    Check.equal(before + (long) frames * N, passed[0]);
  }
}
