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
    return ratio(Peer.WEFT, peer);
  }

  /** How many times what {@code other} takes {@code one} takes; NaN when one of them is missing. */
  double ratio(Peer one, Peer other) {
    Figure figure = figures.get(one);
    Figure others = figures.get(other);
    return figure == null || others == null ? Double.NaN : figure.value() / others.value();
  }
}
