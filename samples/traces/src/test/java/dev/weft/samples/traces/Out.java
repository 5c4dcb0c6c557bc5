package dev.weft.samples.traces;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines a trace prints. */
final class Out {
  private final List<String> lines = new ArrayList<>();

  /** Prints values with a space between them, as the Python programs' {@code p} does. */
  void p(Object... values) {
    lines.add(Arrays.stream(values).map(Asyncio::text).collect(joining(" ")));
  }

  /** What was printed. */
  List<String> lines() {
    return List.copyOf(lines);
  }
}
