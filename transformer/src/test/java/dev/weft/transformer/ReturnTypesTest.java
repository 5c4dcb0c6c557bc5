package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReturnTypesTest {
  @Test
  void tasksFuturesAndStagesStartAndEndAsDeclaredOnALoopAndOffAny() {
    Map<String, byte[]> compiled =
        Compilation.javac(Map.of("programs/Futures", Resources.text("programs/Futures.java")), "-g");
    Weaving.Result woven = Weaving.weave(compiled);
    woven.load();
    String output = Jvm.run(Jvm.current(), woven.classes(), "programs.Futures", "-ea");
    assertThat(output).isEqualTo(Resources.text("programs/Futures.out"));
  }
}
