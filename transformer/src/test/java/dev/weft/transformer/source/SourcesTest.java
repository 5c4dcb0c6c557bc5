package dev.weft.transformer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {
  @TempDir private Path root;

  private Sources sources() {
    return new Sources(List.of(root.resolve("generated"), root), StandardCharsets.UTF_8, root);
  }

  private void source(String text) throws IOException {
    Files.createDirectories(root.resolve("shop"));
    Files.writeString(root.resolve("shop/Cart.java"), text);
  }

  private static Diagnostic problem(
      DiagnosticCode code, String className, String method, int line) {
    return new Diagnostic(code, className, method, "Cart.java", line, "Because.");
  }

  private String render(DiagnosticCode code, String method, int line) {
    return sources().render(problem(code, "shop/Cart", method, line));
  }

  private String position(DiagnosticCode code, String method, int line) {
    String head = render(code, method, line).lines().findFirst().orElse("");
    return head.substring(head.indexOf('[') + 1, head.indexOf(']'));
  }

  @Test
  void withoutASourceTheFileTheLineAndTheMethodRemain() {
    assertThat(render(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "count(String)", 31))
        .isEqualTo(
            """
            shop/Cart.java:[31] await in a method that is not @Async  [WEFT-101]
               in shop.Cart.count(String)
               Because.""");
  }

  @Test
  void withoutDebugInformationTheMethodRemains() {
    Diagnostic problem =
        new Diagnostic(
            DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "shop/Cart", "count(String)", null, 0, "Because.");
    assertThat(sources().render(problem))
        .isEqualTo(
            """
            shop.Cart.count(String): await in a method that is not @Async  [WEFT-101]
               Because.""");
  }

  @Test
  void aSourceThatCannotBeParsedIsShownWithoutCarets() throws IOException {
    source("package shop;\n  ⟨syntax of the year 2040⟩ await(it);\n");
    assertThat(render(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "count()", 2))
        .isEqualTo(
            """
            shop/Cart.java:[2,3] await in a method that is not @Async  [WEFT-101]
                1 | package shop;
                2 |   ⟨syntax of the year 2040⟩ await(it);
               Because.""");
  }

  @Test
  void aLineThatTheSourceDoesNotHaveIsNoFailure() throws IOException {
    source("package shop;\n");
    assertThat(render(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "count()", 31))
        .startsWith("shop/Cart.java:[31,1] ");
  }

  @Test
  void aSourceInAnotherEncodingIsNoFailure() throws IOException {
    Files.createDirectories(root.resolve("shop"));
    Files.write(
        root.resolve("shop/Cart.java"),
        "class Cart { int höhe() {\n await(x); }}".getBytes("ISO-8859-1"));
    assertThat(position(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "höhe()", 2)).isEqualTo("2,2");
  }

  @Test
  void tabsAndWideCharactersBeforeTheCaretsKeepTheirWidth() throws IOException {
    source("class Cart {\n\tint a() { var s = \"袋子\"; return await(袋); }\n}\n");
    assertThat(render(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "a()", 2).lines().toList().subList(2, 4))
        .containsExactly(
            "    2 | \tint a() { var s = \"袋子\"; return await(袋); }",
            "      | \t                                 ^^^^^^^^^");
  }

  @Test
  void anAwaitOnAnotherObjectIsNotOurs() throws IOException {
    source("class Cart {\n  void a() { latch.await(); await(x); }\n}\n");
    assertThat(position(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "a()", 2)).isEqualTo("2,29");
  }

  @Test
  void ofSeveralAwaitsInALineTheOneIsMeantThatFitsTheProblem() throws IOException {
    source(
        """
        class Cart {
          int x = await(a); Cart() { await(b); } void m() { run(() -> await(c)); synchronized (this) { await(d); } await(e); } void n() { await(f); }
        }
        """);
    assertThat(
            List.of(
                shownAt(DiagnosticCode.AWAIT_IN_INITIALIZER, "<init>()"),
                shownAt(DiagnosticCode.AWAIT_IN_LAMBDA, "lambda in m"),
                shownAt(DiagnosticCode.AWAIT_IN_SYNCHRONIZED, "m()"),
                shownAt(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "n()")))
        .containsExactly("await(a)", "await(c)", "await(d)", "await(f)");
  }

  private String shownAt(DiagnosticCode code, String method) throws IOException {
    int column = Integer.parseInt(position(code, method, 2).split(",", -1)[1]);
    String line = Files.readAllLines(root.resolve("shop/Cart.java")).get(1);
    return line.substring(column - 1, column + "await(a)".length() - 1);
  }

  @Test
  void aCallThatGoesOverSeveralLinesIsUnderlinedToTheEndOfItsFirst() throws IOException {
    source("class Cart {\n  void a() {\n    int n = Weft\n      .await(\n        x);\n  }\n}\n");
    assertThat(render(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "a()", 4))
        .contains("    4 |       .await(\n      |        ^^^^^^\n    5 |         x);");
  }

  @Test
  void overloadsAreToldApartByLineThenClassThenParameters() throws IOException {
    source(
        """
        class Cart {
          int m(int a) { return 1; }
          int m(String a) { return 2; }
          int m(java.util.List<String> a, int... b) {
            return 3;
          }
          static class Bag {
            int m(String a) { return 4; }
          }
        }
        """);
    assertThat(position(DiagnosticCode.NO_AWAIT, "m(String)", 0)).startsWith("3,");
    assertThat(position(DiagnosticCode.NO_AWAIT, "m(int)", 0)).startsWith("2,");
    assertThat(position(DiagnosticCode.NO_AWAIT, "m(List, int[])", 0)).startsWith("4,");
    assertThat(position(DiagnosticCode.NO_AWAIT, "m(Object)", 5)).startsWith("4,");
    assertThat(sources().render(problem(DiagnosticCode.NO_AWAIT, "shop/Cart$Bag", "m(String)", 0)))
        .startsWith("shop/Cart.java:[8,");
  }

  @Test
  void aWholeClassIsShownByItsName() throws IOException {
    source("class Cart {\n  static class Bag {}\n}\n");
    assertThat(sources().render(problem(DiagnosticCode.TOO_LARGE, "shop/Cart$Bag", "", 0)))
        .startsWith("shop/Cart.java:[2,16] ");
  }

  @Test
  void pathsAreAbsoluteUnlessThereIsABase() throws IOException {
    source("class Cart {\n  void a() { await(x); }\n}\n");
    Sources absolute = new Sources(List.of(root), StandardCharsets.UTF_8, null);
    assertThat(absolute.render(problem(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, "shop/Cart", "a()", 2)))
        .startsWith(root.resolve("shop/Cart.java") + ":[2,14] ");
  }

  @Test
  void longExplanationsAreBrokenBetweenWords() {
    Diagnostic problem =
        new Diagnostic(
            DiagnosticCode.RUNTIME_MISMATCH, "", "", null, 0, "word ".repeat(50) + "x".repeat(200));
    assertThat(sources().render(problem).lines())
        .hasSize(5)
        .allMatch(line -> line.length() <= 110 || line.strip().equals("x".repeat(200)));
  }

  // ---- silenced warnings ----

  private boolean isSuppressed(DiagnosticCode code, int line) {
    return sources().isSuppressed(problem(code, "shop/Cart", "m()", line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressWarnings(\"weft\") class Cart {\n  C m() { return done(); }\n}",
        "class Cart {\n  @SuppressWarnings(\"weft:202\") C m() { return done(); }\n}",
        "class Cart {\n  @SuppressWarnings(value = {\"unused\", \"all\"}) C m() { return done(); }\n}",
        "@java.lang.SuppressWarnings(\"weft\") class Cart { class Bag {\n  C m() { return done(); }\n} }",
      })
  void aWarningIsSilencedByTheMethodOrAClassAroundIt(String text) throws IOException {
    source(text);
    assertThat(isSuppressed(DiagnosticCode.NO_AWAIT, 2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Cart {\n  C m() { return done(); }\n}",
        "class Cart {\n  @SuppressWarnings(\"weft:203\") C m() { return done(); }\n}",
        "class Cart {\n  C m() { return done(); }\n  @SuppressWarnings(\"weft\") C n() { return done(); }\n}",
        "class Cart {\n  @Deprecated(\"weft\") C m() { return done(); }\n}",
      })
  void aWarningIsNotSilencedByAnythingElse(String text) throws IOException {
    source(text);
    assertThat(isSuppressed(DiagnosticCode.NO_AWAIT, 2)).isFalse();
  }

  @Test
  void anErrorIsNeverSilenced() throws IOException {
    source("@SuppressWarnings(\"weft\") class Cart {\n  void m() { await(x); }\n}");
    assertThat(isSuppressed(DiagnosticCode.AWAIT_OUTSIDE_ASYNC, 2)).isFalse();
  }

  @Test
  void withoutASourceNothingIsSilenced() {
    assertThat(isSuppressed(DiagnosticCode.NO_AWAIT, 2)).isFalse();
  }
}
