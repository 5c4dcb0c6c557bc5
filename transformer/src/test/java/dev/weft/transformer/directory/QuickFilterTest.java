package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.transformer.testing.Compilation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickFilterTest {
  private static boolean accepts(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return QuickFilter.isCandidate(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/weft/Weft",
        "Ldev/weft/Async;",
        "()Ldev/weft/Coroutine;",
        "xdev/weft/codegen/Woven",
        "dev/weft/codegen/WeftGenerated;",
        "dev/dev/weft/weft/dev/weft/Async",
        "ddev/weft/Coroutine dev/weft/Weft"
      })
  void findsEachNameWhereverItStands(String text) {
    assertThat(accepts(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev/weft/",
        "dev/weft/Asyn",
        "dev/weft/Coroutine",
        "dev.weft.Weft",
        "dev/weftWeft"
      })
  void passesOverWhatOnlyLooksLikeOne(String text) {
    assertThat(accepts(text)).isFalse();
  }

  @Test
  void looksAtNoMoreBytesThanWereRead() {
    byte[] bytes = "dev/weft/Weft".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(QuickFilter.isCandidate(bytes, bytes.length - 1)).isFalse();
  }

  @Test
  void agreesWithAPlainSearchOnRandomText() {
    Random random = new Random(1);
    String[] pieces = {"d", "dev/", "dev/weft/", "Weft", "Async", "codegen/Woven", "/", "\0"};
    int candidates = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String s = text.toString();
      boolean expected =
          s.contains("dev/weft/Weft")
              || s.contains("dev/weft/Async")
              || s.contains("dev/weft/codegen/Woven");
      assertThat(accepts(s)).as(s).isEqualTo(expected);
      candidates += expected ? 1 : 0;
    }
    assertThat(candidates).isBetween(1_000, 19_000);
  }

  @Test
  void acceptsAClassThatOnlyCallsWeftOrOnlyHasAnAnnotationOrOnlyMakesACoroutine() {
    assertThat(Async.class).isNotNull();
    Map<String, byte[]> classes =
        Compilation.javac(
            Map.of(
                "Calls", "class Calls { Object o = dev.weft.Weft.done(); }",
                "Marks", "class Marks { @dev.weft.Async native dev.weft.Coroutine<Void> m(); }",
                "Drops", "class Drops { void m(Marks marks) { marks.m(); } }",
                "Uses", "class Uses { dev.weft.Task<Void> c; }"));

    assertThat(classes)
        .allSatisfy(
            (name, bytes) ->
                assertThat(QuickFilter.isCandidate(bytes, bytes.length))
                    .as(name)
                    .isEqualTo(!name.equals("Uses")));
  }
}
