package dev.weft.transformer.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.rules.Corpus.Warning;
import dev.weft.transformer.testing.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reported on code that is right, and how much of what is wrong. */
class RulesTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Path SAMPLES = Path.of("../samples");
  private static final Set<String> WITH_LIBRARIES = Set.of("mdc", "jcstress", "benchmarks");

  /**
   * Of the marked lines below {@code resources/wrong}, how many are reported: found/all. What is
   * missed takes a look into other methods, or may be meant; it stands at the end of each source.
   */
  private static final String RECALL =
      """
      WEFT-201 52/58
      WEFT-203 59/66
      WEFT-204 14/18
      WEFT-205 3/3
      WEFT-206 15/20
      WEFT-207 13/15
      WEFT-208 14/16
      WEFT-209 9/14
      WEFT-210 7/9
      """;

  private static Corpus wrong() {
    return Corpus.of(RESOURCES.resolve("wrong"));
  }

  @ParameterizedTest
  @CsvSource({"javac,-g", "javac,-g:none", "ecj,-g", "ecj,-g:none"})
  void correctCodeIsLeftAlone(String compiler, String debug) {
    Corpus correct = Corpus.of(RESOURCES.resolve("correct"));
    assertThat(correct.reported(compiler, "--release", "17", debug)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void nothingIsReportedOfWrongCodeButTheMistakes(String compiler) {
    SortedSet<Warning> reported = wrong().reported(compiler, "--release", "17", "-g");
    reported.removeAll(wrong().marked());
    assertThat(reported).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void noFewerMistakesAreFoundThanWereOnce(String compiler) {
    SortedSet<Warning> reported = wrong().reported(compiler, "--release", "17", "-g");
    Map<DiagnosticCode, Corpus.Recall> measured = Corpus.recall(reported, wrong().marked());
    assertThat(measured).hasSameSizeAs(RECALL.lines().toList());
    for (String line : RECALL.lines().toList()) {
      Corpus.Recall stated = Corpus.Recall.of(line.substring(line.indexOf(' ') + 1));
      Corpus.Recall found = measured.get(Corpus.code(line.substring(0, line.indexOf(' '))));
      assertThat(found.all()).as(line).isEqualTo(stated.all());
      assertThat(found.found()).as(line).isGreaterThanOrEqualTo(stated.found());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"javac", "ecj"})
  void noFixtureIsReportedButTheOneThatIsLarge(String compiler) {
    SortedSet<Warning> reported = new TreeSet<>();
    for (Fixtures.Setup setup : Fixtures.setups()) {
      if (setup.kind().equals(compiler) && setup.debug().equals("-g")) {
        Fixtures.compile(setup)
            .forEach(fixture -> reported.addAll(Corpus.reported(fixture.classes())));
      }
    }
    assertThat(reported)
        .allMatch(warning -> warning.code() == DiagnosticCode.NEVER_COMPILED)
        .allMatch(warning -> warning.place().startsWith("fixtures/ManyLocals.java:"));
  }

  /** Those that need other libraries are not compiled here; their own build fails on a warning. */
  @Test
  void theSamplesAndThePortedTracesAreLeftAlone() throws IOException {
    assumeThat(SAMPLES).isDirectory();
    int sources = 0;
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      for (Path sample : samples.map(s -> s.resolve("src")).filter(Files::isDirectory).toList()) {
        if (!WITH_LIBRARIES.contains(sample.getParent().getFileName().toString())) {
          Corpus corpus = Corpus.of(sample);
          assertThat(corpus.reported("javac", "-g"))
              .as(sample.toString())
              .isEqualTo(corpus.marked());
          sources++;
        }
      }
    }
    assertThat(sources).isPositive();
  }
}
