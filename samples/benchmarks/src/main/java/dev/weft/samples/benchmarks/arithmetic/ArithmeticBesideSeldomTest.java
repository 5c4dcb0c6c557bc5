package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As ArithmeticNeverSuspended, beside the same loop that tests in each round what decides in Weft's
 * whether to await, and calls nothing.
 */
@State(Scope.Thread)
public class ArithmeticBesideSeldomTest {
  private final Work work = new Work();

  @Benchmark
  public void weft() {
    Check.equal(work.expected, WeftArithmetic.run(work.data, Pauses.NONE));
  }

  @Benchmark
  public void plain() {
    Check.equal(work.expected, PlainArithmetic.runWithTests(work.data));
  }
}
