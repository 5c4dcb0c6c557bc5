package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls with a long result. */
@OperationsPerInvocation(LongChain.N)
public class LongChain {
  static final int N = 10_000;
  private static final long SUM = N * 1010L + N * (N - 1) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftLongChain.run(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainLongChain.run(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinLongChain.longChain(N, sink));
  }
}
