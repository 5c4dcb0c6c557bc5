package dev.weft.samples.benchmarks.suspension;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.OneThread;
import dev.weft.samples.benchmarks.VirtualThreads;
import dev.weft.samples.benchmarks.ea.EaAsyncSuspension;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One coroutine that yields again and again. */
@OperationsPerInvocation(Yield.N)
public class Yield {
  static final int N = 10_000;

  @Benchmark
  public void weft() {
    Check.equal(N, WeftSuspension.yield(N));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(N, KotlinSuspension.yields(N));
  }

  @Benchmark
  public void virtualThreads() {
    Check.equal(N, VirtualThreads.call(() -> BlockingSuspension.yield(N)));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(N, new FuturesSuspension().yield(N));
  }

  @Benchmark
  public void eaAsync() {
    OneThread thread = new OneThread();
    Check.equal(N, thread.runUntil(EaAsyncSuspension.yields(thread, N)));
  }
}
