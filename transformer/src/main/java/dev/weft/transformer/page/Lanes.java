package dev.weft.transformer.page;

import dev.weft.transformer.explain.Transition;
import dev.weft.transformer.explain.Transition.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Spreads the lines at one side of a diagram over vertical lanes. Lines to the same node, or from
 * the same, share one: a bus. Two buses share a lane where they do not meet; short ones are inside.
 */
final class Lanes {
  /**
   * Lines that are drawn as one.
   *
   * @param sameTarget whether they end at one node; else they begin at one
   * @param top the least y of theirs
   */
  record Bus(
      List<Transition> transitions, boolean sameTarget, Transition farthest, int top, int bottom) {
    private boolean meets(Bus other) {
      return top <= other.bottom && other.top <= bottom;
    }

    private int length() {
      return bottom - top;
    }
  }

  /** What may be drawn as one line. */
  private record Key(Node end, boolean sameTarget, boolean down, boolean exceptional) {}

  private final Map<Bus, Integer> lanes = new LinkedHashMap<>();
  private int count;

  private Lanes() {}

  /**
   * Finds a lane for each.
   *
   * @param out the y at which lines leave a node
   * @param in the y at which they enter one
   */
  static Lanes of(List<Transition> transitions, ToIntFunction<Node> out, ToIntFunction<Node> in) {
    Lanes lanes = new Lanes();
    List<List<Bus>> used = new ArrayList<>();
    for (Bus bus : buses(transitions, out, in)) {
      int lane = 0;
      while (lane < used.size() && used.get(lane).stream().anyMatch(bus::meets)) {
        lane++;
      }
      if (lane == used.size()) {
        used.add(new ArrayList<>());
      }
      used.get(lane).add(bus);
      lanes.lanes.put(bus, lane);
    }
    lanes.count = used.size();
    return lanes;
  }

  /** The lane of each bus; 0 is next to the nodes. */
  Map<Bus, Integer> lanes() {
    return lanes;
  }

  int count() {
    return count;
  }

  /** Each line goes with the larger company. */
  private static List<Bus> buses(
      List<Transition> transitions, ToIntFunction<Node> out, ToIntFunction<Node> in) {
    Map<Key, Integer> company = new LinkedHashMap<>();
    for (Transition transition : transitions) {
      company.merge(key(transition, true, out, in), 1, Integer::sum);
      company.merge(key(transition, false, out, in), 1, Integer::sum);
    }
    Map<Key, List<Transition>> groups = new LinkedHashMap<>();
    for (Transition transition : transitions) {
      Key byTarget = key(transition, true, out, in);
      Key bySource = key(transition, false, out, in);
      Key key =
          company.getOrDefault(bySource, 0) > company.getOrDefault(byTarget, 0)
              ? bySource
              : byTarget;
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(transition);
    }
    List<Bus> buses = new ArrayList<>();
    groups.forEach((key, group) -> buses.add(bus(key, group, out, in)));
    buses.sort(Comparator.comparingInt(Bus::length));
    return buses;
  }

  private static Key key(
      Transition transition, boolean sameTarget, ToIntFunction<Node> out, ToIntFunction<Node> in) {
    boolean down = in.applyAsInt(transition.to()) > out.applyAsInt(transition.from());
    Node end = sameTarget ? transition.to() : transition.from();
    return new Key(end, sameTarget, down, transition.exceptional());
  }

  private static Bus bus(
      Key key, Collection<Transition> group, ToIntFunction<Node> out, ToIntFunction<Node> in) {
    int top = Integer.MAX_VALUE;
    int bottom = Integer.MIN_VALUE;
    Transition farthest = null;
    int length = -1;
    for (Transition transition : group) {
      int start = out.applyAsInt(transition.from());
      int end = in.applyAsInt(transition.to());
      top = Math.min(top, Math.min(start, end));
      bottom = Math.max(bottom, Math.max(start, end));
      if (Math.abs(end - start) > length) {
        length = Math.abs(end - start);
        farthest = transition;
      }
    }
    if (farthest == null) {
      throw new IllegalArgumentException("a bus without lines");
    }
    return new Bus(List.copyOf(group), key.sameTarget(), farthest, top, bottom);
  }
}
