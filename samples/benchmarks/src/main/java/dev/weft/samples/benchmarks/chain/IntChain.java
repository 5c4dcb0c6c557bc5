package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.ea.EaAsyncIntChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls with an int result. */
@OperationsPerInvocation(IntChain.N)
public class IntChain {
  static final int N = 10_000;
  private static final int SUM = N * 1010 + N * (N - 1) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftIntChain.run(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainIntChain.run(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinIntChain.intChain(N, sink));
  }

  @Benchmark
  public void completableFuture(Blackhole sink) {
    Check.equal(SUM, FuturesIntChain.run(N, sink));
  }

  @Benchmark
  public void eaAsync(Blackhole sink) {
    Check.equal(SUM, EaAsyncIntChain.run(N, sink));
  }
}
