package dev.weft.transformer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.source.MethodPlace.Spot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method's source is found by what a class file tells of it. */
class MethodTextTest {
  @TempDir Path root;

  private Optional<MethodText> find(String source, String name, int first, int last, Spot... spots)
      throws IOException {
    Files.createDirectories(root.resolve("shop"));
    Files.writeString(root.resolve("shop/Stock.java"), source);
    return new Sources(List.of(root), StandardCharsets.UTF_8, root)
        .text(
            new MethodPlace(
                "shop/Stock",
                "Stock.java",
                name,
                name.startsWith("lambda"),
                first,
                last,
                List.of(spots)));
  }

  private static Spot await(int line) {
    return new Spot(line, false);
  }

  /** The keyword that each spot points at, and what is awaited. */
  private static List<String> found(MethodText text) {
    return text.found().stream()
        .map(
            spot ->
                spot.map(
                        at ->
                            text.lines()
                                    .get(at.line() - text.firstLine())
                                    .substring(at.column() - 1, at.end() - 1)
                                + ": "
                                + at.expression())
                    .orElse("nothing"))
        .toList();
  }

  @Test
  void itsLinesBeginWithItsAnnotations() throws IOException {
    String source =
        """
        class Stock {
          /** Not this. */
          @Async
          Coroutine<Integer> take(int n) {
            return result(await(count(n)));
          }
        }
        """;
    MethodText text = find(source, "take", 5, 5, await(5)).orElseThrow();
    assertThat(text.firstLine()).isEqualTo(3);
    assertThat(text.lines())
        .containsExactly(
            "  @Async",
            "  Coroutine<Integer> take(int n) {",
            "    return result(await(count(n)));",
            "  }");
    assertThat(found(text)).containsExactly("await: count(n)");
    assertThat(text.path()).isEqualTo(Path.of("shop", "Stock.java").toString());
  }

  @Test
  void severalAwaitsOfALineAreTakenInTheOrderOfTheirEvaluation() throws IOException {
    String source =
        """
        class Stock {
          Coroutine<Integer> take(int n) {
            int sum = await(a(await(b()))) + await(c());
            return result(sum);
          }
        }
        """;
    MethodText text = find(source, "take", 3, 4, await(3), await(3), await(3)).orElseThrow();
    assertThat(found(text)).containsExactly("await: b()", "await: a(await(b()))", "await: c()");
  }

  @Test
  void aFinallyBlockThatIsThereThriceIsOneAwait() throws IOException {
    String source =
        """
        class Stock {
          Coroutine<Integer> take(int n) {
            try {
              await(a());
            } finally {
              await(b());
            }
            return result(n);
          }
        }
        """;
    MethodText text =
        find(source, "take", 4, 8, await(4), await(6), await(6), await(6)).orElseThrow();
    assertThat(found(text)).containsExactly("await: a()", "await: b()", "await: b()", "await: b()");
  }

  @Test
  void anAwaitOverSeveralLinesIsFoundFromEachOfThem() throws IOException {
    String source =
        """
        class Stock {
          Coroutine<Integer> take(int n) {
            int sum =
                await(
                    client
                        .send(n,
                            n + 1));
            return result(sum);
          }
        }
        """;
    for (int line : new int[] {4, 5, 6}) {
      MethodText text = find(source, "take", 4, 8, await(line)).orElseThrow();
      assertThat(found(text)).containsExactly("await: client.send(n, n + 1)");
    }
  }

  @Test
  void awaitsOfALambdaAreNotThoseOfTheMethodAroundIt() throws IOException {
    String source =
        """
        class Stock {
          Coroutine<Integer> take(int n) {
            run(() -> await(inner()));
            return result(await(outer()));
          }
        }
        """;
    MethodText outer = find(source, "take", 3, 4, await(4)).orElseThrow();
    assertThat(found(outer)).containsExactly("await: outer()");
    MethodText inner = find(source, "lambda$take$0", 3, 3, await(3)).orElseThrow();
    assertThat(found(inner)).containsExactly("await: inner()");
    assertThat(inner.lines()).containsExactly("    run(() -> await(inner()));");
  }

  @Test
  void overloadsAreToldApartByTheirLines() throws IOException {
    String source =
        """
        class Stock {
          Coroutine<Integer> take(int n) {
            return result(await(a()));
          }
          Coroutine<Integer> take(long n) {
            return result(await(b()));
          }
        }
        """;
    assertThat(found(find(source, "take", 6, 6, await(6)).orElseThrow()))
        .containsExactly("await: b()");
  }

  @Test
  void aReturnThatAwaitsIsMarkedAtItsKeyword() throws IOException {
    String source =
        """
        class Stock {
          Task<Integer> take(Task<Integer> other) {
            return other;
          }
        }
        """;
    assertThat(found(find(source, "take", 3, 3, new Spot(3, true)).orElseThrow()))
        .containsExactly("return: other");
  }

  @Test
  void aLambdaWithoutABlockReturnsItsExpression() throws IOException {
    String source = "class Stock {\n  AsyncCallable<Integer> c = () -> other(1);\n}\n";
    assertThat(found(find(source, "lambda$new$0", 2, 2, new Spot(2, true)).orElseThrow()))
        .containsExactly("other(1): other(1)");
  }

  @Test
  void anotherSourceThanTheClassFilesIsNotShown() throws IOException {
    assertThat(find("class Stock {\n  void other() {}\n}\n", "take", 2, 2)).isEmpty();
    assertThat(find("class Stock { void take(int n) {} }\n", "take", 7, 7)).isEmpty();
    assertThat(find("class Stock { void take(int n) {} }\n", "take", 0, 0)).isEmpty();
    assertThat(find("this is no Java", "take", 1, 1)).isEmpty();
  }
}
