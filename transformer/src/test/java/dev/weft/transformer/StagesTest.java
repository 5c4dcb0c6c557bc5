package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stages know each other in one direction, and the engine knows no build tool. */
class StagesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/weft/transformer");
  private static final List<String> STAGES =
      List.of(
          "bytecode", "scan", "coverage", "analyse", "rules", "plan", "emit", "verify", "explain");

  /**
   * What is around the stages, from the inside to the outside. The last two know nothing of each
   * other.
   */
  private static final List<List<String>> AROUND =
      List.of(
          STAGES,
          List.of("source"),
          List.of("jvm"),
          List.of("directory"),
          List.of("audit"),
          List.of("agent"),
          List.of("cli"));

  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?dev\\.weft\\.transformer\\.(\\w+)\\.");

  @Test
  void aStageImportsEarlierStagesOnly() throws IOException {
    List<String> backwards = new ArrayList<>();
    int imports = 0;
    for (String stage : STAGES) {
      for (Path file : javaFiles(SOURCES.resolve(stage))) {
        Matcher matcher = IMPORT.matcher(Files.readString(file));
        while (matcher.find()) {
          imports++;
          if (STAGES.indexOf(matcher.group(1)) > STAGES.indexOf(stage)) {
            backwards.add(file.getFileName() + " imports " + matcher.group(1));
          }
        }
      }
    }
    assertThat(imports).isPositive();
    assertThat(backwards).isEmpty();
  }

  @Test
  void theInsideDoesNotKnowTheOutside() throws IOException {
    List<String> outwards = new ArrayList<>();
    for (int i = 0; i < AROUND.size(); i++) {
      List<String> outside =
          AROUND.subList(i + 1, AROUND.size()).stream().flatMap(List::stream).toList();
      for (String folder : AROUND.get(i)) {
        for (Path file : javaFiles(SOURCES.resolve(folder))) {
          Matcher matcher = IMPORT.matcher(Files.readString(file));
          while (matcher.find()) {
            if (outside.contains(matcher.group(1))
                || (folder.equals("cli") && matcher.group(1).equals("agent"))) {
              outwards.add(file.getFileName() + " imports " + matcher.group(1));
            }
          }
        }
      }
    }
    assertThat(outwards).isEmpty();
  }

  @Test
  void planWritesNoBytecodeAndEmitAnalysesNothing() throws IOException {
    for (Path file : javaFiles(SOURCES.resolve("plan"))) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("ClassWriter", "MethodVisitor");
    }
    for (Path file : javaFiles(SOURCES.resolve("emit"))) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("TypeFlow.", "Liveness.of", "ControlFlow.of", "Monitors");
    }
  }

  @Test
  void theEngineKnowsNoBuildTool() throws IOException {
    for (Path file : javaFiles(SOURCES)) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("import org.apache.maven");
    }
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
