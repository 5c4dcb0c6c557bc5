package dev.weft.samples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a program that was started for one peer tells what it measured: a line for each figure. */
public final class Figures {
  private static final String MARK = "figure";

  private Figures() {}

  /** In the program. */
  public static void print(String workload, String unit, double value) {
    System.out.println(String.join("\t", MARK, workload, unit, Double.toString(value)));
  }

  /** {@return the median, for a program that does a thing several times} */
  public static double median(double[] values) {
    return Figure.median(values);
  }

  /** In the one who started it: what each of several runs printed. */
  static void read(List<List<String>> outputs, Jdk jdk, Peer peer, Results results) {
    Map<String, Unit> units = new LinkedHashMap<>();
    Map<String, List<Double>> values = new HashMap<>();
    for (List<String> lines : outputs) {
      for (String line : lines) {
        List<String> cells = Arrays.asList(line.split("\t"));
        if (cells.get(0).equals(MARK)) {
          units.put(cells.get(1), Unit.valueOf(cells.get(2)));
          values
              .computeIfAbsent(cells.get(1), unused -> new ArrayList<>())
              .add(Double.parseDouble(cells.get(3)));
        }
      }
    }
    units.forEach(
        (workload, unit) ->
            results.add(jdk, workload, unit, peer, Figure.ofForks(values.get(workload))));
  }
}
