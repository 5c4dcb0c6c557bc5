package dev.weft.samples.benchmarks.arithmetic;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.Figures;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program: the loop of the Arithmetic benchmarks for two minutes, suspending never, once and each
 * time in turn. Prints how many times the median its slowest round took, in time of the processor,
 * so that other programs do not count.
 */
public final class LongRun {
  private static final double WARM_UP = 0.1;

  private LongRun() {}

  public static void main(String[] args) {
    Duration length = Duration.ofSeconds(Long.parseLong(args[1]));
    Work work = new Work();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Long> rounds = new ArrayList<>();
    long end = System.nanoTime() + length.toNanos();
    while (end - System.nanoTime() > 0) {
      long start = threads.getCurrentThreadCpuTime();
      for (Pauses pauses : Pauses.values()) {
        Check.equal(work.expected, run(args[0], work.data, pauses));
      }
      rounds.add(threads.getCurrentThreadCpuTime() - start);
    }
    List<Long> warm = rounds.subList((int) (rounds.size() * WARM_UP), rounds.size());
    List<Long> sorted = warm.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    Figures.print(
        "arithmetic for two minutes: slowest round of the median",
        "TIMES",
        sorted.get(sorted.size() - 1) / median);
    Figures.print("arithmetic for two minutes: median round", "NANOSECONDS", median);
  }

  private static long run(String peer, int[] data, Pauses pauses) {
    return switch (peer) {
      case "weft" -> WeftArithmetic.run(data, pauses);
      case "plain" -> PlainArithmetic.run(data);
      case "kotlin" ->
          KotlinArithmetic.run(data, Work.N, pauses == Pauses.FIRST, pauses == Pauses.ALL);
      default -> throw new IllegalArgumentException(peer);
    };
  }
}
