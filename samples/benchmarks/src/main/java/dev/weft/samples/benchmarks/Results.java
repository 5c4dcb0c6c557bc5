package dev.weft.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rows of a run, in the order in which they were measured. */
final class Results {
  private final List<Row> rows = new ArrayList<>();

  List<Row> rows() {
    return rows;
  }

  void add(Jdk jdk, String workload, Unit unit, Peer peer, Figure figure) {
    find(jdk, workload)
        .orElseGet(
            () -> {
              Row row = new Row(jdk, workload, unit);
              rows.add(row);
              return row;
            })
        .figures()
        .put(peer, figure);
    // Progress: a run takes long, and somebody may have to end it.
    System.err.println("  " + workload + ", " + peer.title + ": " + unit.format(figure.value()));
  }

  Optional<Row> find(Jdk jdk, String workload) {
    return rows.stream()
        .filter(row -> row.jdk().equals(jdk) && row.workload().equals(workload))
        .findFirst();
  }
}
