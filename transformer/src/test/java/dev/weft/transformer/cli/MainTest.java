package dev.weft.transformer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.bytecode.CodeSizes;
import dev.weft.transformer.directory.ClassDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

class MainTest {
  private static final String CART =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      public class Cart {
        @Async public Coroutine<Integer> count(int n) { await(yieldNow()); return result(n + 1); }
      }
      """;

  private static final String WRONG =
      "package shop; class Wrong { int wrong() { return dev.weft.Weft.await(new Cart().count(1)); } }";

  private static final String IDLE =
      "package shop; class Idle { @dev.weft.Async dev.weft.Coroutine<Void> m() { return dev.weft.Weft.done(); } }";

  private record Outcome(int status, String out, String err) {}

  @TempDir private Path temporary;
  private ClassDirectory directory;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
  }

  private static Outcome run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
    return new Outcome(status, out.toString(), err.toString());
  }

  private static Path runtime() {
    return ClassDirectory.runtime();
  }

  // ---- weaving

  @Test
  void weavesInPlace() throws IOException {
    directory.compile("shop/Cart", CART);

    Outcome outcome = run("--classpath", runtime(), directory.path);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("Weft: 1 method in 1 class, 1 suspension point, ");
    assertThat(directory.file("shop/Cart$weft$count")).exists();
  }

  @Test
  void weavesElsewhereAndLeavesTheInputAsItIs() throws IOException {
    directory.compile("shop/Cart", CART);
    Files.writeString(directory.path.resolve("shop/prices.txt"), "1");
    Map<String, String> compiled = directory.snapshot();
    ClassDirectory woven = new ClassDirectory(temporary.resolve("out/woven"));

    assertThat(run("-cp", runtime(), "--output", woven.path, directory.path).status()).isZero();

    assertThat(directory.snapshot()).isEqualTo(compiled);
    assertThat(woven.snapshot().keySet())
        .containsExactlyInAnyOrder(
            "shop/Cart.class", "shop/Cart$weft$count.class", "shop/prices.txt");
    assertThat(temporary.resolve("out")).isDirectoryContaining(path -> path.endsWith("woven"));
    assertThat(temporary.resolve("out").toFile().list()).containsExactly("woven");
    var times = woven.times();
    assertThat(run("-cp", runtime(), "--output", woven.path, directory.path).status()).isZero();
    assertThat(woven.times()).isEqualTo(times);
  }

  @Test
  void problemsInTheCodeAreStatusOneAndNothingIsWritten() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Wrong", WRONG);
    Map<String, String> compiled = directory.snapshot();
    Path source = temporary.resolve("src/shop/Wrong.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, WRONG);

    Outcome outcome =
        run(
            "-cp",
            runtime(),
            "--sources",
            temporary.resolve("src"),
            "--output",
            temporary.resolve("out"),
            directory.path);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith(
            "[ERROR] " + source + ":[1,50] await in a method that is not @Async  [WEFT-101]")
        .contains("[ERROR] Weft: 1 error, 0 warnings: nothing was woven");
    assertThat(directory.snapshot()).isEqualTo(compiled);
    assertThat(temporary.resolve("out")).doesNotExist();
  }

  @Test
  void aWarningIsAsGraveAsOneSays() throws IOException {
    directory.compile("shop/Idle", IDLE);
    String output = temporary.resolve("out").toString();

    assertThat(run("-cp", runtime(), "--output", output, directory.path))
        .satisfies(outcome -> assertThat(outcome.err()).startsWith("[WARNING] "))
        .extracting(Outcome::status)
        .isEqualTo(0);
    assertThat(run("-cp", runtime(), "--fail-on-warning", directory.path).status()).isEqualTo(1);
    assertThat(run("-cp", runtime(), "--severity", "202=error", directory.path))
        .satisfies(outcome -> assertThat(outcome.err()).startsWith("[ERROR] "))
        .extracting(Outcome::status)
        .isEqualTo(1);
    assertThat(run("-cp", runtime(), "--severity", "202=off", directory.path))
        .satisfies(outcome -> assertThat(outcome.err()).isEmpty())
        .extracting(Outcome::status)
        .isEqualTo(0);
  }

  @Test
  void aFileThatCannotBeWrittenIsStatusOne() throws IOException {
    directory.compile("shop/Cart", CART);
    Files.createDirectories(directory.path.resolve("shop/.weft-writing.tmp/full"));

    Outcome outcome = run("-cp", runtime(), directory.path);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("[ERROR] Weft: cannot write ").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nowhere",
        "--unknown .",
        "--direct-calls all .",
        "--layout auto .",
        "--severity 101=off .",
        "--output out . .",
        "verify",
        "verify nowhere",
        "verify --severity 202=off .",
        "verify --layout coverage .",
      })
  void wrongUsageIsStatusTwo(String line) {
    Outcome outcome = run((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("Usage: weft-transformer");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void helpTellsEveryOptionAndTheExitStatus() {
    assertThat(run("--help"))
        .satisfies(
            outcome ->
                assertThat(outcome.out())
                    .contains(
                        "--classpath",
                        "--output",
                        "--severity",
                        "--originals",
                        "--layout",
                        "verify")
                    .contains("Exit status:", "wrong usage"))
        .extracting(Outcome::status)
        .isEqualTo(0);
    assertThat(run("verify", "--help").out()).contains("--sarif", "--junit", "Exit status:");
  }

  // ---- verifying

  @Test
  void verifiesWhatItWove() throws IOException {
    directory.compile("shop/Cart", CART);
    Path originals = temporary.resolve("originals");
    run("-cp", runtime(), "--originals", originals, directory.path);

    Outcome outcome =
        run(
            "verify",
            "-cp",
            runtime(),
            "--originals",
            originals,
            "--sarif",
            temporary.resolve("reports/weft.sarif"),
            "--junit",
            temporary.resolve("reports/weft.xml"),
            directory.path);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("ok       weaving the originals again gives the same bytes")
        .endsWith("Weft: 0 findings in 2 classes" + System.lineSeparator());
    assertThat(temporary.resolve("reports/weft.sarif")).content().contains("\"2.1.0\"");
    assertThat(temporary.resolve("reports/weft.xml")).content().contains("<testsuite ");
  }

  @Test
  void aJarThatWasWovenForCoverageIsVerifiedWithoutBeingToldSo() throws IOException {
    directory.compile("shop/Cart", CART);
    Path originals = temporary.resolve("originals");
    run("-cp", runtime(), "--originals", originals, "--layout", "coverage", directory.path);
    assertThat(CodeSizes.of(directory.read("shop/Cart")).keySet())
        .anyMatch(method -> method.startsWith("count$async"))
        .anyMatch(method -> method.startsWith("count$source"));

    Outcome proved = run("verify", "-cp", runtime(), "--originals", originals, jar());

    assertThat(proved.err()).isEmpty();
    assertThat(proved.status()).isZero();
    assertThat(proved.out())
        .contains("ok       weaving the originals again gives the same bytes")
        .doesNotContain("unknown", "FAILED");

    directory.write("shop/Cart", withoutLineNumbers(directory.read("shop/Cart")));
    Outcome found = run("verify", "-cp", runtime(), "--originals", originals, jar());

    assertThat(found.status()).isEqualTo(1);
    assertThat(found.err()).contains("shop.Cart").contains("[WEFT-119]");
    assertThat(found.out())
        .contains("FAILED   weaving the originals again gives the same bytes: 1 finding")
        .contains("Weft: 1 finding in 2 classes");
  }

  private Path jar() throws IOException {
    Path jar = temporary.resolve("shop.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : directory.snapshot().keySet()) {
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(directory.path.resolve(name)));
      }
    }
    return jar;
  }

  /** As if another tool had changed the class. */
  private static byte[] withoutLineNumbers(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(writer, ClassReader.SKIP_DEBUG);
    return writer.toByteArray();
  }

  @Test
  void anotherLayoutTakesEffectOnClassesThatAreWoven() throws IOException {
    directory.compile("shop/Cart", CART);
    Path originals = temporary.resolve("originals");
    run("-cp", runtime(), "--originals", originals, directory.path);
    Map<String, String> fast = directory.snapshot();
    run("-cp", runtime(), "--originals", originals, "--layout", "coverage", directory.path);
    Map<String, String> coverage = directory.snapshot();
    run("-cp", runtime(), "--originals", originals, "--layout", "fast", directory.path);

    assertThat(coverage).isNotEqualTo(fast);
    assertThat(directory.snapshot()).isEqualTo(fast);
  }

  @Test
  void findingsAreStatusOneAndAllOfThemAreTold() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Wrong", WRONG);

    Outcome outcome = run("verify", "-cp", runtime(), directory.path);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("shop/Cart.java:[5] async code that is not woven  [WEFT-117]")
        .contains("shop/Wrong.java:[1] async code that is not woven  [WEFT-117]");
    assertThat(outcome.out()).contains("Weft: 2 findings in 2 classes");
  }

  @Test
  void aFileThatIsNoJarIsStatusOne() throws IOException {
    Path file = Files.writeString(temporary.resolve("no.jar"), "no jar");

    Outcome outcome = run("verify", file);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("[ERROR] Weft: cannot read " + file + " as a jar: ");
  }
}
