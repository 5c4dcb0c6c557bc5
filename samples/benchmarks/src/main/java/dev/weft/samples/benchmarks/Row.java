package dev.weft.samples.benchmarks;

import java.util.EnumMap;
import java.util.Map;

/** One workload on one JDK: a line of the table. */
record Row(Jdk jdk, String workload, Unit unit, Map<Peer, Figure> figures) {
  Row(Jdk jdk, String workload, Unit unit) {
    this(jdk, workload, unit, new EnumMap<>(Peer.class));
  }

  /** How many times what {@code peer} takes Weft takes; NaN when one of them is missing. */
  double ratioTo(Peer peer) {
    Figure weft = figures.get(Peer.WEFT);
    Figure other = figures.get(peer);
    return weft == null || other == null ? Double.NaN : weft.value() / other.value();
  }
}
