package dev.weft.transformer.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.explain.Transition;
import dev.weft.transformer.explain.Transition.Kind;
import dev.weft.transformer.explain.Transition.Node;
import dev.weft.transformer.page.Lanes.Bus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lines at a side of a diagram never lie upon each other. */
class LanesTest {
  private static Transition edge(int from, int to) {
    return edge(from, to, false);
  }

  private static Transition edge(int from, int to, boolean exceptional) {
    return new Transition(new Node(Kind.POINT, from), new Node(Kind.POINT, to), exceptional);
  }

  private static Lanes lanes(List<Transition> transitions) {
    return Lanes.of(transitions, node -> 10 * node.number() + 2, node -> 10 * node.number() - 2);
  }

  @Test
  void linesToOneNodeAreOneBus() {
    Lanes lanes = lanes(List.of(edge(1, 9), edge(3, 9), edge(5, 9)));
    assertThat(lanes.count()).isEqualTo(1);
    Bus bus = lanes.lanes().keySet().iterator().next();
    assertThat(bus.sameTarget()).isTrue();
    assertThat(bus.farthest()).isEqualTo(edge(1, 9));
  }

  @Test
  void linesFromOneNodeAreOneBus() {
    Lanes lanes = lanes(List.of(edge(1, 5), edge(1, 7), edge(1, 9)));
    assertThat(lanes.count()).isEqualTo(1);
    assertThat(lanes.lanes().keySet().iterator().next().sameTarget()).isFalse();
  }

  @Test
  void nestedLoopsAreDrawnInsideEachOther() {
    Map<Bus, Integer> lanes = lanes(List.of(edge(9, 1), edge(6, 3))).lanes();
    assertThat(lanes.entrySet())
        .extracting(entry -> entry.getKey().farthest(), Map.Entry::getValue)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(edge(6, 3), 0),
            org.assertj.core.api.Assertions.tuple(edge(9, 1), 1));
  }

  @Test
  void loopsBelowEachOtherShareALane() {
    assertThat(lanes(List.of(edge(3, 1), edge(6, 4), edge(9, 7))).count()).isEqualTo(1);
  }

  @Test
  void exceptionsAreDrawnApart() {
    assertThat(lanes(List.of(edge(1, 9), edge(3, 9, true))).lanes()).hasSize(2);
  }

  @Test
  void noLineIsLostAndNoTwoBusesOfALaneMeet() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<Transition> transitions = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        transitions.add(edge(random.nextInt(30), random.nextInt(30), random.nextBoolean()));
      }
      transitions = transitions.stream().distinct().toList();
      List<Map.Entry<Bus, Integer>> lanes = List.copyOf(lanes(transitions).lanes().entrySet());
      assertThat(lanes.stream().flatMap(lane -> lane.getKey().transitions().stream()))
          .containsExactlyInAnyOrderElementsOf(transitions);
      for (Map.Entry<Bus, Integer> one : lanes) {
        for (Map.Entry<Bus, Integer> other : lanes) {
          if (one != other && one.getValue().equals(other.getValue())) {
            boolean above = one.getKey().bottom() < other.getKey().top();
            boolean below = other.getKey().bottom() < one.getKey().top();
            assertThat(above || below).isTrue();
          }
        }
      }
    }
  }
}
