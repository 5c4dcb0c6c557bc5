package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Coverage;
import dev.weft.transformer.testing.Coverage.Line;
import dev.weft.transformer.testing.Fixtures;
import dev.weft.transformer.testing.Fixtures.Compiled;
import dev.weft.transformer.testing.Probe;
import dev.weft.transformer.testing.Runs;
import dev.weft.transformer.testing.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What JaCoCo reports of classes of the compact layout: line by line the figures of the same code
 * with blocking awaits, whether its awaits were ready or suspended.
 *
 * <p>But for a line that throws behind an await of its own, or whose await fails after it has
 * suspended. JaCoCo sees a line as run when control has left it for another place; of a blocking
 * line that throws it sees nothing. An await is such a place, since the body may be left and
 * entered there: what stands before it on the line counts as run.
 */
class CoverageTest {
  private static final Options COMPACT = Options.DEFAULT.with(Layout.COMPACT);

  /** The lines that throw so in a run where no await fails. */
  private static final Map<String, List<Integer>> THROW_BEHIND_AN_AWAIT =
      Map.of(
          "Construction", List.of(74, 113),
          "Loops", List.of(26),
          "TryCatch", List.of(20, 43, 90, 131, 143));

  /** Lines that are one statement each, with a branch and a failure. */
  private static final String SHOP =
      """
      package fixtures;
      import dev.weft.*;
      import dev.weft.transformer.testing.Probe;
      class Shop {
        @Async Coroutine<Object> total(Probe p) {
          int total = 0;
          for (int i = 0; i < 3; i++) {
            total += Weft.await(p.of(i)) > 1 ? 10 : 1;
          }
          try {
            Weft.await(p.of(total));
            total++;
          } catch (Exception e) {
            total = -1;
          }
          return Weft.result(
              total);
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> everyLineHasTheFiguresOfBlockingCode() {
    return Fixtures.setups().stream()
        .filter(setup -> setup.debug().equals("-g") && setup.release() == 17)
        .flatMap(setup -> Fixtures.compile(setup).stream())
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(
            compiled ->
                dynamicTest(
                    compiled.fixture().path() + " [" + compiled.setup() + "]",
                    () -> compareLines(compiled)));
  }

  private static void compareLines(Compiled compiled) throws Exception {
    String name = compiled.fixture().className();
    try (Coverage expected = new Coverage(Runs.withBlockingAwaits(compiled.classes()));
        Coverage actual = new Coverage(woven(compiled.classes()))) {
      Class<?> blocking = Class.forName(name, true, expected.loader());
      Class<?> suspending = Class.forName(name, true, actual.loader());
      // Once before: classes are initialised in the first run only.
      runAll(blocking, suspending, Probe.Mode.READY);
      for (Probe.Mode mode : Probe.Mode.values()) {
        expected.reset();
        actual.reset();
        runAll(blocking, suspending, mode);
        List<Integer> throwing =
            THROW_BEHIND_AN_AWAIT.getOrDefault(compiled.fixture().path(), List.of());
        assertThat(differences(expected.lines(), actual.lines()))
            .as(mode.toString())
            .allMatch(
                difference ->
                    throwing.stream()
                        .anyMatch(line -> difference.contains(":%05d: ".formatted(line))));
      }
    }
  }

  private static void runAll(Class<?> blocking, Class<?> suspending, Probe.Mode mode) {
    for (String method : Runs.cases(blocking)) {
      Runs.blocking(blocking, method, new Probe(Probe.Mode.READY, 0));
      Runs.woven(suspending, method, new Probe(mode, 0));
    }
  }

  private static List<String> differences(
      SortedMap<String, Line> expected, SortedMap<String, Line> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (number, line) -> {
          Line other = actual.get(number);
          if (!line.equals(other)) {
            differences.add(number + ": " + other + " instead of " + line);
          }
        });
    return differences;
  }

  @ParameterizedTest
  @EnumSource
  void theTotalsOfAClassHaveTheEntrySwitchBesides(Probe.Mode mode) throws Exception {
    try (Coverage expected = blockingShop();
        Coverage actual = wovenShop()) {
      Runs.blocking(shop(expected), "total", new Probe(Probe.Mode.READY, 0));
      Runs.woven(shop(actual), "total", new Probe(mode, 0));

      Coverage.Totals blocking = expected.totals("fixtures/Shop");
      assertThat(blocking).isEqualTo(new Coverage.Totals("9/11", "4/4", "2/2"));
      // Two suspension points and the start are three more branches.
      String branches =
          switch (mode) {
            case READY -> "5/7";
            case SUSPENDED -> "7/7";
            case ALTERNATING -> "7/7";
          };
      assertThat(actual.totals("fixtures/Shop"))
          .isEqualTo(new Coverage.Totals("9/11", branches, "2/2"));
    }
  }

  @Test
  void aLineWhoseAwaitFailsCountsAsBegun() throws Exception {
    try (Coverage expected = blockingShop();
        Coverage actual = wovenShop()) {
      Runs.blocking(shop(expected), "total", new Probe(Probe.Mode.READY, 4));
      Runs.woven(shop(actual), "total", new Probe(Probe.Mode.SUSPENDED, 4));

      assertThat(differences(expected.lines(), actual.lines()))
          .containsExactly("fixtures/Shop:00011: partly instead of missed");
    }
  }

  private static Coverage blockingShop() throws Exception {
    return new Coverage(Runs.withBlockingAwaits(compiledShop()));
  }

  private static Coverage wovenShop() throws Exception {
    return new Coverage(woven(compiledShop()));
  }

  private static Map<String, byte[]> compiledShop() {
    return Compilation.javac(Map.of("fixtures/Shop", SHOP), "-g");
  }

  private static Map<String, byte[]> woven(Map<String, byte[]> compiled) {
    return new TreeMap<>(Weaving.weave(compiled, COMPACT).classes());
  }

  private static Class<?> shop(Coverage coverage) throws ClassNotFoundException {
    return Class.forName("fixtures.Shop", true, coverage.loader());
  }
}
