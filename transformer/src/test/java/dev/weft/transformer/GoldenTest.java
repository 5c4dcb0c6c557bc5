package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import dev.weft.transformer.verify.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps the shape of the output under review: stub, start copy, resume copy and frame class of
 * three methods, as text. A golden file that is missing fails and its candidate is written to
 * target/golden.
 */
class GoldenTest {
  private static Map<String, byte[]> woven;

  @BeforeAll
  static void weave() {
    Map<String, byte[]> compiled =
        Compilation.javac(
            Map.of("fixtures/Golden", Resources.text("fixtures/Golden.java")),
            "-g:none",
            "--release",
            "17");
    Weaving.Result result = Weaving.weave(compiled);
    result.load();
    woven = result.classes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"twoAwaits", "loopOfDirectCalls", "directCalls", "constructionInTry"})
  void hasTheShapeOfTheGoldenListing(String method) throws IOException {
    String actual =
        listing("fixtures/Golden", method) + frameListing("fixtures/Golden$weft$" + method);
    String name = "golden/" + method + ".txt";
    if (!Resources.exists(name) || !Resources.text(name).equals(actual)) {
      Path candidate = Path.of("target", name);
      Files.createDirectories(candidate.getParent());
      Files.writeString(candidate, actual);
      if (!Resources.exists(name)) {
        fail("no " + name + ": review " + candidate + " and copy it to src/test/resources");
      }
    }
    assertThat(actual).isEqualTo(Resources.text(name));
  }

  /** The user's method and the two copies. */
  private static String listing(String className, String method) {
    StringBuilder text = new StringBuilder();
    for (MethodNode node : read(className).methods) {
      if (node.name.equals(method) || node.name.startsWith(method + "$")) {
        text.append(Listing.of(node, null)).append('\n');
      }
    }
    return text.toString();
  }

  private static String frameListing(String className) {
    StringBuilder text = new StringBuilder("class " + className + "\n");
    ClassNode node = read(className);
    node.fields.forEach(
        field -> text.append("  ").append(field.desc).append(' ').append(field.name).append('\n'));
    for (MethodNode method : node.methods) {
      text.append('\n').append(Listing.of(method, null));
    }
    return text.toString();
  }

  private static ClassNode read(String className) {
    ClassNode node = new ClassNode();
    new ClassReader(woven.get(className)).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }
}
