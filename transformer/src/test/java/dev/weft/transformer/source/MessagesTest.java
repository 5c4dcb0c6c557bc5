package dev.weft.transformer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Each code has a source in {@code resources/diagnostics} that provokes it, and beside it the whole
 * text of what is printed then. A comment in the source marks the line where the message must
 * point. A text that is missing or differs is written to {@code target/diagnostics}.
 */
class MessagesTest {
  private static final Pattern MARK =
      Pattern.compile("// (error|warning)( without a line)?: (WEFT-\\d+)");
  private static final Pattern POSITION = Pattern.compile(":\\[(\\d+),\\d+] ");

  @ParameterizedTest
  @EnumSource
  void saysWhatIsExpectedAndPointsAtTheMarkedLine(DiagnosticCode code) throws IOException {
    String source = Resources.text("diagnostics/" + code.id() + ".java");

    // The sizes in WEFT-109 change with each improvement of the emitted code.
    String message =
        new Provocation(code, source)
            .message()
            .replaceAll("\\d{5,}|(?!8000)\\d{4}(?= bytes)", "(size)");

    assertText(code, message);
    assertThat(lineOf(message)).as(message).isEqualTo(markedLine(code, source));
  }

  /** Nobody is told to do without coverage where that would not help. */
  @Test
  void aBodyThatIsTooLargeWithoutProbesIsNotSaidToBeTooLargeWithThem() {
    String source =
        """
        package shop;
        import dev.weft.*;
        class Cart {
          @Async Coroutine<Long> total(Coroutine<Long> first) {
            long sum = 0;
            %s
            return Weft.result(sum);
          }
        }
        """
            .formatted("sum += Weft.await(first);\n".repeat(4_000));
    Map<String, byte[]> compiled = Compilation.javac(Map.of("shop/Cart", source), "-g");

    List<Diagnostic> problems =
        Weaving.weave(compiled, Options.DEFAULT.with(Layout.COVERAGE)).diagnostics();

    assertThat(problems).isEqualTo(Weaving.weave(compiled).diagnostics());
    assertThat(problems)
        .extracting(Diagnostic::code)
        .contains(DiagnosticCode.TOO_LARGE)
        .doesNotContain(DiagnosticCode.NOT_COUNTED);
  }

  @Test
  void aClassHasRoomForSoManyConstantsWithProbesForFewerAndElseItIsAnError() {
    String source =
        """
        package shop;
        import dev.weft.*;
        class Cart {
          @Async Coroutine<Long> total(Coroutine<Long> first) { return Weft.result(Weft.await(first)); }
        }
        """;
    byte[] compiled = Compilation.javac(Map.of("shop/Cart", source), "-g").get("shop/Cart");
    byte[] woven = Weaving.weave(Map.of("shop/Cart", compiled)).classes().get("shop/Cart");
    Options coverage = Options.DEFAULT.with(Layout.COVERAGE);
    int most = 65_535;

    Map<String, byte[]> fits = padded(compiled, most - new ClassReader(woven).getItemCount());
    assertThat(Weaving.weave(fits).diagnostics()).isEmpty();
    Weaving.Result without = Weaving.weave(fits, coverage);
    assertThat(without.classes().get("shop/Cart"))
        .isEqualTo(Weaving.weave(fits).classes().get("shop/Cart"));
    assertThat(without.diagnostics())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(DiagnosticCode.NOT_COUNTED);
              assertThat(problem.explanation())
                  .startsWith(
                      "With the copies of its async methods and the probes of JaCoCo, the class has ");
            });

    Map<String, byte[]> full = padded(compiled, most - new ClassReader(compiled).getItemCount());
    for (Options options : List.of(Options.DEFAULT, coverage)) {
      assertThat(Weaving.weave(full, options).diagnostics())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.code()).isEqualTo(DiagnosticCode.TOO_LARGE);
                assertThat(problem.explanation())
                    .startsWith("With the copies of its async methods, the class has ")
                    .endsWith(
                        " more than the JVM takes. Move some of its methods to another class.");
              });
    }
  }

  /** The class with more constants, which nothing uses. */
  private static Map<String, byte[]> padded(byte[] classFile, int constants) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    for (int i = 0; i < constants; i++) {
      writer.newConst(1_000_000 + i);
    }
    return Map.of("shop/Cart", writer.toByteArray());
  }

  /** Where several would, and the layouts rewrite in a different order. */
  @ParameterizedTest
  @EnumSource
  void theFirstProblemOfAMethodIsReportedWhateverTheLayout(Layout layout) {
    String source =
        """
        package shop;
        import dev.weft.*;
        class Cart {
          @Async Coroutine<Long> total(Coroutine<Long> first) throws Exception {
            synchronized (this) { Weft.await(first); }
            try (java.io.Closeable c = () -> {}) { return total(first); }
          }
        }
        """;
    Map<String, byte[]> compiled = Compilation.javac(Map.of("shop/Cart", source), "-g");
    assertThat(Weaving.weave(compiled, Options.DEFAULT.with(layout)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.AWAIT_IN_SYNCHRONIZED);
  }

  private static void assertText(DiagnosticCode code, String message) throws IOException {
    String name = "diagnostics/" + code.id() + ".txt";
    if (Resources.exists(name) && Resources.text(name).equals(message + "\n")) {
      return;
    }
    Path candidate = Path.of("target", "diagnostics", code.id() + ".txt");
    Files.createDirectories(candidate.getParent());
    Files.writeString(candidate, message + "\n");
    if (!Resources.exists(name)) {
      fail("src/test/resources/%s is missing; see %s", name, candidate.toAbsolutePath());
    }
    assertThat(message + "\n")
        .as("%s, see %s", name, candidate.toAbsolutePath())
        .isEqualTo(Resources.text(name));
  }

  /** The line a message points at, 0 if none. */
  private static int lineOf(String message) {
    Matcher position = POSITION.matcher(message.lines().findFirst().orElse(""));
    return position.find() ? Integer.parseInt(position.group(1)) : 0;
  }

  private static int markedLine(DiagnosticCode code, String source) {
    int number = 0;
    for (String line : source.lines().toList()) {
      number++;
      Matcher mark = MARK.matcher(line);
      if (mark.find()) {
        assertThat(mark.group(3)).isEqualTo(code.id());
        assertThat(mark.group(1)).isEqualToIgnoringCase(code.severity().name());
        return mark.group(2) == null ? number : 0;
      }
    }
    throw new AssertionError("no line is marked in " + code.id() + ".java");
  }
}
