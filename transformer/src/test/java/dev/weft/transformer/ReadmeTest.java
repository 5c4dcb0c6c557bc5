package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import dev.weft.transformer.testing.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The README's Java blocks compile and weave; what has a main prints the block of text that follows
 * it.
 */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS =
      Pattern.compile("^(?:public )?class (\\w+)", Pattern.MULTILINE);

  private record Block(String language, String text) {}

  @Test
  void everyJavaBlockCompilesWeavesAndPrintsWhatTheReadmeSays() throws IOException {
    List<Block> blocks = blocks();
    int ran = 0;
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("java")) {
        String text = blocks.get(i).text();
        Matcher name = CLASS.matcher(text);
        assertThat(name.find()).as(text).isTrue();
        Weaving.Result woven = Weaving.weave(Compilation.javac(Map.of(name.group(1), text), "-g"));
        woven.load();
        assertThat(woven.points()).as(name.group(1)).isPositive();
        if (text.contains("public static void main")) {
          ran++;
          assertThat(Jvm.run(Jvm.current(), woven.classes(), name.group(1)).replace("\r\n", "\n"))
              .isEqualTo(blocks.get(i + 1).text());
        }
      }
    }
    assertThat(ran).isPositive();
  }

  private static List<Block> blocks() throws IOException {
    Matcher matcher =
        BLOCK.matcher(Files.readString(Path.of("../README.md")).replace("\r\n", "\n"));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }
}
