package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As ArithmeticNeverSuspended; the first await suspends, and the rest of the loop runs after it.
 */
@State(Scope.Thread)
public class ArithmeticResumedOnce {
  private final Work work = new Work();

  @Benchmark
  public void weft() {
    Check.equal(work.expected, WeftArithmetic.run(work.data, Pauses.FIRST));
  }

  @Benchmark
  public void plain() {
    Check.equal(work.expected, PlainArithmetic.run(work.data));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(work.expected, KotlinArithmetic.run(work.data, Work.N, true, false));
  }
}
