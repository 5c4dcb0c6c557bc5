package dev.weft.samples.benchmarks;

import java.util.Arrays;
import java.util.List;

/** How a program that was started for one peer tells what it measured: a line for each figure. */
public final class Figures {
  private static final String MARK = "figure";

  private Figures() {}

  /** In the program. */
  public static void print(String workload, String unit, double value) {
    System.out.println(String.join("\t", MARK, workload, unit, Double.toString(value)));
  }

  /** In the one who started it. */
  static void read(List<String> lines, Jdk jdk, Peer peer, Results results) {
    for (String line : lines) {
      List<String> cells = Arrays.asList(line.split("\t"));
      if (cells.get(0).equals(MARK)) {
        results.add(
            jdk,
            cells.get(1),
            Unit.valueOf(cells.get(2)),
            peer,
            Figure.of(Double.parseDouble(cells.get(3))));
      }
    }
  }
}
