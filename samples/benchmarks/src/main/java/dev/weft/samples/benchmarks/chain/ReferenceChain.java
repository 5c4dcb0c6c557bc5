package dev.weft.samples.benchmarks.chain;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A ready chain of eleven calls with a String result. */
@State(Scope.Thread)
@OperationsPerInvocation(ReferenceChain.N)
public class ReferenceChain {
  static final int N = 10_000;

  String text = "text";

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(N * 4L, WeftReferenceChain.run(N, text, sink));
  }

  @Benchmark
  public void plain(Blackhole sink) {
    Check.equal(N * 4L, PlainReferenceChain.run(N, text, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(N * 4L, KotlinReferenceChain.referenceChain(N, text, sink));
  }
}
