package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.chain.linked.LinkedPolymorphicChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven virtual calls at a site that sees three classes. */
@OperationsPerInvocation(PolymorphicChain.N)
public class PolymorphicChain {
  static final int N = 10_000;
  private static final int SUM = N * 1010 + N * (N - 1) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftPolymorphicChain.run(N, sink));
  }

  @Benchmark
  public void weftLinked(Blackhole sink) {
    Check.equal(SUM, LinkedPolymorphicChain.run(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainPolymorphicChain.run(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinPolymorphicChain.polymorphicChain(N, sink));
  }

  @Benchmark
  public void completableFuture(Blackhole sink) {
    Check.equal(SUM, FuturesPolymorphicChain.run(N, sink));
  }
}
