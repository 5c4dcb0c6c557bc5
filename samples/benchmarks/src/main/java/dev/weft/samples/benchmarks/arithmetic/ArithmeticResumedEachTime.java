package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** As ArithmeticNeverSuspended; every await suspends, 64 of them. */
@State(Scope.Thread)
public class ArithmeticResumedEachTime {
  private final Work work = new Work();

  @Benchmark
  public void weft() {
    Check.equal(work.expected, WeftArithmetic.run(work.data, Pauses.ALL));
  }

  @Benchmark
  public void plain() {
    Check.equal(work.expected, PlainArithmetic.run(work.data));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(work.expected, KotlinArithmetic.run(work.data, Work.N, false, true));
  }
}
