package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatTest {
  @Test
  void loopsAndChainsRunInFlatMemoryAndFlatStack() {
    Map<String, byte[]> compiled =
        Compilation.javac(Map.of("programs/Flat", Resources.text("programs/Flat.java")), "-g");
    Weaving.Result woven = Weaving.weave(compiled);
    woven.load();
    String output = Jvm.run(Jvm.current(), woven.classes(), "programs.Flat", "-Xmx64m", "-Xss256k");
    assertThat(output.lines())
        .containsExactly("499999500000", "499999500000", "100000", "100000", "bottom", "42");
  }
}
