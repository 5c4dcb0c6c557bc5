package dev.weft.samples.benchmarks.loop;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.ea.EaAsyncLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A loop of 1,000 awaits of an async method that does not suspend; the figures are of one. */
@OperationsPerInvocation(LoopOfReadyMethods.N)
public class LoopOfReadyMethods {
  static final int N = 1_000;
  private static final long SUM = N * (N + 1L) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftLoop.method(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainLoop.method(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinLoop.method(N, sink));
  }

  @Benchmark
  public void completableFuture() {
    Check.equal(SUM, FuturesLoop.method(N));
  }

  @Benchmark
  public void eaAsync(Blackhole sink) {
    Check.equal(SUM, EaAsyncLoop.method(N, sink).join());
  }
}
