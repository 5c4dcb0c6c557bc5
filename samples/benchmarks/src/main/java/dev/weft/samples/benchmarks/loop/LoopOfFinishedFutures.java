package dev.weft.samples.benchmarks.loop;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.infra.Blackhole;

/** A loop of 1,000 awaits of the library's own future, which is done; the figures are of one. */
@OperationsPerInvocation(LoopOfFinishedFutures.N)
public class LoopOfFinishedFutures {
  static final int N = 1_000;

  @Benchmark
  public void weft(Blackhole sink) {
    Check.equal(N, WeftLoop.future(N, sink));
  }

  @Benchmark
  public void kotlin(Blackhole sink) {
    Check.equal(N, KotlinLoop.future(N, sink));
  }
}
