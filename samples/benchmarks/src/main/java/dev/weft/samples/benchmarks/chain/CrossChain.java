package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.chain.linked.LinkedCrossEven;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls to and fro between two classes. */
@OperationsPerInvocation(CrossChain.N)
public class CrossChain {
  static final int N = 10_000;
  private static final int SUM = N * 1010 + N * (N - 1) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftCrossEven.run(N, sink));
  }

  @Benchmark
  public void weftLinked(Blackhole sink) {
    Check.equal(SUM, LinkedCrossEven.run(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainCrossEven.run(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinCrossEven.run(N, sink));
  }
}
