package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Debugger;
import dev.weft.transformer.testing.Debugger.Stop;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger shows of a woven program: lines and variables of both copies. */
class DebuggerTest {
  private static final String SOURCE = Resources.text("programs/Debugged.java");
  private static final String[] READY = {};
  private static final String[] SUSPENDED = {"suspend"};

  @TempDir static Path classes;

  @BeforeAll
  static void weave() throws IOException {
    weave(Options.DEFAULT, classes);
  }

  private static void weave(Options options, Path directory) throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("programs/Debugged", SOURCE), "-g");
    Map<String, byte[]> woven = Weaving.weave(compiled, options).classes();
    for (Map.Entry<String, byte[]> entry : woven.entrySet()) {
      Path file = directory.resolve(entry.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  @Test
  void stopsBeforeAndAfterAnAwaitThatIsReadyAndSeesTheVariables() {
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("before"));
      debugger.breakAt(line("after"));
      Stop before = debugger.resume();
      assertThat(before.line()).isEqualTo(line("before"));
      assertThat(before.variables())
          .containsOnly(
              Map.entry("seed", "20"), Map.entry("suspend", "false"), Map.entry("base", "21"));
      Stop after = debugger.resume();
      assertThat(after.line()).isEqualTo(line("after"));
      assertThat(after.variables())
          .contains(Map.entry("got", "42"), Map.entry("base", "21"), Map.entry("text", "\"t21\""));
      assertThat(debugger.resume()).isNull();
    }
  }

  @Test
  void stopsAfterAnAwaitThatSuspendedAndSeesTheVariablesThatAreAlive() {
    try (Debugger debugger = debugger(SUSPENDED)) {
      debugger.breakAt(line("after"));
      Stop after = debugger.resume();
      assertThat(after.line()).isEqualTo(line("after"));
      assertThat(after.variables())
          .containsOnly(
              Map.entry("got", "42"), Map.entry("base", "21"), Map.entry("text", "\"t21\""));
      assertThat(debugger.resume()).isNull();
    }
  }

  @Test
  void stepsOverAnAwaitThatIsReady() {
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("await"));
      assertThat(debugger.resume().line()).isEqualTo(line("await"));
      assertThat(debugger.stepOver().line()).isEqualTo(line("after"));
      assertThat(debugger.stepOver().line()).isEqualTo(line("print"));
    }
  }

  @Test
  void aStepIntoAnAwaitThatSuspendsStopsBehindItWhenItIsResumed() {
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("pause"));
      assertThat(debugger.resume().line()).isEqualTo(line("pause"));
      List<Integer> lines = new ArrayList<>();
      while (!lines.contains(line("pause after"))) {
        lines.add(debugger.stepInto().line());
        assertThat(lines).hasSizeLessThan(10);
      }
      // First the code that saves the variables, which has no line of the source.
      assertThat(lines).containsOnly(0, line("pause"), line("pause after"));
      assertThat(debugger.stepOver().line()).isEqualTo(line("pause end"));
    }
  }

  @Test
  void aStepOverAnAwaitThatSuspendsRunsOnToTheCaller() {
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("pause"));
      assertThat(debugger.resume().line()).isEqualTo(line("pause"));
      Stop stop = debugger.stepOver();
      assertThat(stop.line()).isZero();
      assertThat(debugger.stepOver().method()).doesNotContain("pause");
    }
  }

  @Test
  void aBreakpointOnAnAwaitThatSuspendsIsHitAgainWhenItIsResumed() {
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("pause"));
      assertThat(debugger.resume().method()).isEqualTo("pause$async");
      assertThat(debugger.resume().method()).isEqualTo("pause$resume");
      assertThat(debugger.resume()).isNull();
    }
  }

  @Test
  void seesWhatNothingReadsAnyMoreAfterAnAwaitOnlyWhenAllLocalsAreKept(@TempDir Path other)
      throws IOException {
    weave(Options.DEFAULT.keepingLocals(true), other);
    try (Debugger debugger = debugger(READY)) {
      debugger.breakAt(line("pause after"));
      assertThat(debugger.resume().variables()).containsOnly(Map.entry("kept", "2"));
    }
    try (Debugger debugger = new Debugger(other, "programs.Debugged")) {
      debugger.breakAt(line("pause after"));
      debugger.breakAt(line("pause end"));
      assertThat(debugger.resume().variables())
          .containsOnly(Map.entry("kept", "2"), Map.entry("seed", "1"), Map.entry("unused", "3"));
      assertThat(debugger.resume().variables()).containsKeys("kept", "more", "seed", "unused");
    }
  }

  private static Debugger debugger(String... arguments) {
    return new Debugger(classes, "programs.Debugged", arguments);
  }

  private static int line(String comment) {
    List<String> lines = SOURCE.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + comment)) {
        return i + 1;
      }
    }
    throw new AssertionError("no line " + comment);
  }
}
