package dev.weft.samples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the rows as one table in Markdown. */
final class Table {
  private final Results results;
  private final List<Peer> peers;

  Table(Results results) {
    this.results = results;
    this.peers =
        Arrays.stream(Peer.values())
            .filter(
                peer -> results.rows().stream().anyMatch(row -> row.figures().containsKey(peer)))
            .toList();
  }

  String markdown() {
    List<List<String>> lines = new ArrayList<>();
    List<String> titles = new ArrayList<>(List.of("JDK", "workload"));
    peers.forEach(peer -> titles.add(peer.title));
    titles.add("bar");
    lines.add(titles);
    lines.add(titles.stream().map(title -> "---").toList());
    results.rows().forEach(row -> lines.add(line(row)));
    return lines.stream()
        .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
        .collect(Collectors.joining("\n"));
  }

  private List<String> line(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(row.jdk().version().feature()));
    cells.add(row.workload());
    for (Peer peer : peers) {
      Figure figure = row.figures().get(peer);
      cells.add(figure == null ? "" : cell(row, peer, figure));
    }
    cells.add(row.figures().containsKey(Peer.WEFT) ? Bar.report(row, results) : "");
    return cells;
  }

  /** Of a peer: how many times that Weft takes, then the peer's own figures. */
  private static String cell(Row row, Peer peer, Figure figure) {
    String own = row.unit().format(figure.value());
    if (!Double.isNaN(figure.error())) {
      own += String.format(" ±%.0f %%", 100 * figure.error() / figure.value());
    }
    if (!Double.isNaN(figure.bytes())) {
      own += ", " + Unit.BYTES.format(Math.floor(figure.bytes()));
    }
    double ratio = row.ratioTo(peer);
    return peer == Peer.WEFT || Double.isNaN(ratio)
        ? own
        : "**" + Unit.digits(ratio) + "** (" + own + ")";
  }
}
