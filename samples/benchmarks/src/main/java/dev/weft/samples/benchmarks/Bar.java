package dev.weft.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What Weft must reach in a workload. */
sealed interface Bar {
  /** What Weft, or Weft linked, has of {@code limit}; empty when it was not measured. */
  OptionalDouble measured(Row row, Peer weft, Results results);

  double limit();

  String text();

  /** At most {@code limit} times what the peer takes. */
  record Ratio(Peer peer, double limit) implements Bar {
    @Override
    public OptionalDouble measured(Row row, Peer weft, Results results) {
      double ratio = row.ratio(weft, peer);
      return Double.isNaN(ratio) ? OptionalDouble.empty() : OptionalDouble.of(ratio);
    }

    @Override
    public String text() {
      return "≤ " + number(limit) + " × " + peer.title;
    }
  }

  /** At most {@code limit} bytes allocated. What {@code run} itself needs is spread over many. */
  record Bytes(double limit) implements Bar {
    @Override
    public OptionalDouble measured(Row row, Peer weft, Results results) {
      double bytes = Math.floor(row.figures().get(weft).bytes());
      return Double.isNaN(bytes) ? OptionalDouble.empty() : OptionalDouble.of(bytes);
    }

    @Override
    public String text() {
      return "≤ " + number(limit) + " B";
    }
  }

  /** At most {@code limit}, in the workload's unit. */
  record Value(double limit, Unit unit) implements Bar {
    @Override
    public OptionalDouble measured(Row row, Peer weft, Results results) {
      return OptionalDouble.of(row.figures().get(weft).value());
    }

    @Override
    public String text() {
      return "≤ " + unit.format(limit);
    }
  }

  /** At most {@code limit} times what Weft takes for another workload. */
  record Relative(String workload, double limit) implements Bar {
    @Override
    public OptionalDouble measured(Row row, Peer weft, Results results) {
      return results
          .find(row.jdk(), workload)
          .map(other -> row.figures().get(weft).value() / other.figures().get(Peer.WEFT).value())
          .map(OptionalDouble::of)
          .orElse(OptionalDouble.empty());
    }

    @Override
    public String text() {
      return "≤ " + number(limit) + " × " + workload;
    }
  }

  /** The bars of a workload; none for most of those that are there to be compared. */
  static List<Bar> of(String workload) {
    return BARS.getOrDefault(workload, List.of());
  }

  Map<String, List<Bar>> BARS = bars();

  private static Map<String, List<Bar>> bars() {
    Map<String, List<Bar>> bars = new java.util.HashMap<>();
    for (String type : List.of("int", "long", "reference", "void")) {
      bars.put(type + " chain", List.of(new Bytes(0)));
      bars.put(type + " chain, not inlined", List.of(new Ratio(Peer.PLAIN, 1.3), new Bytes(0)));
    }
    for (String call : List.of("polymorphic", "interface", "cross")) {
      for (String suffix : List.of("", ", not inlined")) {
        bars.put(call + " chain" + suffix, List.of(kotlin(0.5)));
      }
    }
    bars.put("yield", List.of(kotlin(0.8), new Bytes(0)));
    bars.put("yield at depth 100", List.of(new Relative("yield at depth 1", 1.5)));
    bars.put("reentered chain of depth 10", List.of(kotlin(0.5)));
    for (int frames : new int[] {1, 16, 64}) {
      bars.put("exception through frames " + frames, List.of(kotlin(1)));
      bars.put("exception through finallies " + frames, List.of(kotlin(1)));
    }
    bars.put("spawn and gather", List.of(kotlin(0.25), new Bytes(160)));
    bars.put("queue of capacity one", List.of(kotlin(0.6)));
    bars.put("skynet", List.of(kotlin(0.3)));
    bars.put("parked, each on a timer", List.of(new Value(240, Unit.BYTES)));
    bars.put("parked, each on a future", List.of(new Value(240, Unit.BYTES)));
    bars.put(
        "100,000 timers: 99 % are late by at most",
        List.of(kotlin(0.3), new Value(2, Unit.MILLISECONDS)));
    for (String when : List.of("never suspended", "resumed once", "resumed each time")) {
      bars.put("arithmetic " + when, List.of(new Ratio(Peer.PLAIN, 1.1)));
    }
    return bars;
  }

  private static Bar kotlin(double limit) {
    return new Ratio(Peer.KOTLIN, limit);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }

  /** For the table: each bar, with what was measured. */
  static String report(Row row, Results results) {
    String report = report(row, Peer.WEFT, results);
    return row.figures().containsKey(Peer.WEFT_LINKED)
        ? report + "; linked: " + report(row, Peer.WEFT_LINKED, results)
        : report;
  }

  private static String report(Row row, Peer weft, Results results) {
    List<String> texts = new ArrayList<>();
    for (Bar bar : of(row.workload())) {
      OptionalDouble measured = bar.measured(row, weft, results);
      if (measured.isPresent()) {
        boolean reached = measured.getAsDouble() <= bar.limit();
        texts.add(
            (reached ? "reached " : "**missed** ")
                + bar.text()
                + " ("
                + Unit.digits(measured.getAsDouble())
                + ")");
      }
    }
    return String.join("; ", texts);
  }
}
