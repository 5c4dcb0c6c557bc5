package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A loop of 4,194,304 rounds with a rare await that never suspends, beside one without any. */
@State(Scope.Thread)
public class ArithmeticNeverSuspended {
  private final Work work = new Work();

  @Benchmark
  public void weft() {
    Check.equal(work.expected, WeftArithmetic.run(work.data, Pauses.NONE));
  }

  @Benchmark
  public void plain() {
    Check.equal(work.expected, PlainArithmetic.run(work.data));
  }

  @Benchmark
  public void kotlin() {
    Check.equal(work.expected, KotlinArithmetic.run(work.data, Work.N, false, false));
  }
}
