package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.chain.linked.LinkedInterfaceChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls of an interface with one implementation. */
@OperationsPerInvocation(InterfaceChain.N)
public class InterfaceChain {
  static final int N = 10_000;
  private static final int SUM = N * 1010 + N * (N - 1) / 2;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(SUM, WeftInterfaceChain.run(N, sink));
  }

  @Benchmark
  public void weftLinked(Blackhole sink) {
    Check.equal(SUM, LinkedInterfaceChain.run(N, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(SUM, PlainInterfaceChain.run(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(SUM, KotlinInterfaceChain.interfaceChain(N, sink));
  }

  @Benchmark
  public void completableFuture(Blackhole sink) {
    Check.equal(SUM, FuturesInterfaceChain.run(N, sink));
  }
}
