package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * As ArithmeticNeverSuspended, beside the same loop with a plain call where Weft awaits: HotSpot
 * does not inline what it has seen seldom, and may then keep the loop's variables in memory.
 */
@State(Scope.Thread)
public class ArithmeticBesideSeldomCall {
  private final Work work = new Work();

  @Benchmark
  public void weft() {
    Check.equal(work.expected, WeftArithmetic.run(work.data, Pauses.NONE));
  }

  @Benchmark
  public void plain() {
    Check.equal(work.expected, PlainArithmetic.runWithCalls(work.data, Pauses.NONE));
  }
}
