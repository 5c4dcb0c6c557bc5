package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls without a result. */
@State(Scope.Thread)
@OperationsPerInvocation(VoidChain.N)
public class VoidChain {
  static final int N = 10_000;

  final long[] count = new long[1];

  @Benchmark
  public void weft(Blackhole sink) {
    long before = count[0];
    WeftVoidChain.run(N, count, sink);
    Check.equal(before + 11L * N, count[0]);
  }

  @Benchmark
  public void plain(Blackhole sink) {
    long before = count[0];
    PlainVoidChain.run(N, count, sink);
    Check.equal(before + 11L * N, count[0]);
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    long before = count[0];
    KotlinVoidChain.voidChain(N, count, sink);
    Check.equal(before + 11L * N, count[0]);
  }
}
