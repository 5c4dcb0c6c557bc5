package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole programs, compiled, woven, and run in a JVM of their own. */
class ProgramsTest {
  @Test
  void tasksFuturesAndStagesStartAndEndAsDeclaredOnALoopAndOffAny() {
    assertThat(run("Futures", "-ea")).isEqualTo(Resources.text("programs/Futures.out"));
  }

  @Test
  void exceptionsCarryTheChainOfAwaits() {
    assertThat(run("Traces")).isEqualTo(Resources.text("programs/Traces.out"));
  }

  @Test
  void loopsAndChainsRunInFlatMemoryAndFlatStack() {
    assertThat(run("Flat", "-Xmx64m", "-Xss256k")).isEqualTo(Resources.text("programs/Flat.out"));
  }

  static String run(String program, String... options) {
    Map<String, byte[]> compiled =
        Compilation.javac(
            Map.of("programs/" + program, Resources.text("programs/" + program + ".java")),
            "-g",
            "--release",
            "17");
    Weaving.Result woven = Weaving.weave(compiled);
    woven.load();
    return Jvm.run(Jvm.current(), woven.classes(), "programs." + program, options)
        .replace("\r\n", "\n");
  }
}
