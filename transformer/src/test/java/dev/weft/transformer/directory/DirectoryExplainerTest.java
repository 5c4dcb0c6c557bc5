package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.bytecode.CodeSizes;
import dev.weft.transformer.directory.Explanation.NotShown;
import dev.weft.transformer.directory.Explanation.Reason;
import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.explain.Point;
import dev.weft.transformer.explain.SavedValue;
import dev.weft.transformer.explain.Sizes;
import dev.weft.transformer.source.MethodText.Found;
import dev.weft.transformer.source.Sources;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** A directory is explained from what the compiler wrote, woven or not. */
class DirectoryExplainerTest {
  private static final String STOCK =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      class Stock {
        @Async Coroutine<Integer> take(int n) {
          return result(await(new Shelf().count()) - n);
        }
        static class Shelf {
          @Async Coroutine<Integer> count() {
            await(yieldNow());
            return result(3);
          }
        }
      }
      """;

  @TempDir Path folder;

  private ClassDirectory classes;
  private ClassDirectory originals;
  private Sources sources;

  @BeforeEach
  void compile() throws IOException {
    classes = new ClassDirectory(folder.resolve("classes")).compile("shop/Stock", STOCK);
    originals = new ClassDirectory(folder.resolve("originals"));
    Path root = folder.resolve("sources");
    Files.createDirectories(root.resolve("shop"));
    Files.writeString(root.resolve("shop/Stock.java"), STOCK);
    sources = new Sources(List.of(root), StandardCharsets.UTF_8, root);
  }

  private Explanation explain() throws IOException {
    return DirectoryExplainer.explain(classes.request(), originals.path, sources);
  }

  private static List<String> names(Explanation explanation) {
    return explanation.methods().stream()
        .map(explained -> explained.method().className() + "." + explained.method().method())
        .toList();
  }

  @Test
  void classesThatAreNotWovenAreExplained() throws IOException {
    assertThat(names(explain()))
        .containsExactly("shop/Stock.take(int)", "shop/Stock$Shelf.count()");
    assertThat(explain().methods()).allMatch(explained -> explained.text().isPresent());
  }

  private void weave(Options options) throws IOException {
    WeaveRequest request = classes.request().with(options).keepingOriginals(originals.path);
    assertThat(DirectoryWeaver.weave(request, WeaveLog.SILENT).failed()).isFalse();
  }

  @Test
  void wovenClassesAreExplainedFromTheirOriginals() throws IOException {
    Explanation before = explain();
    weave(Options.DEFAULT);
    assertThat(explain()).isEqualTo(before);
    assertThat(before.methods())
        .hasSize(2)
        .allMatch(explained -> explained.method().sizes().woven().isPresent());
  }

  /** A report may be asked for in a run of its own, in which nothing measures coverage. */
  @ParameterizedTest
  @EnumSource
  void wovenClassesAreExplainedAsTheyWereWovenWhateverTheRequestSays(Layout layout)
      throws IOException {
    weave(Options.DEFAULT.with(layout));
    Map<String, Integer> sizes = CodeSizes.of(classes.read("shop/Stock"));
    for (Layout asked : Layout.values()) {
      WeaveRequest request = classes.request().with(Options.DEFAULT.with(asked));
      Explanation explanation = DirectoryExplainer.explain(request, originals.path, sources);
      assertThat(explanation.notShown()).isEmpty();
      MethodExplanation take = explanation.methods().get(0).method();
      assertThat(take.sizes().woven())
          .contains(
              new Sizes.Woven(
                  layout == Layout.COVERAGE,
                  size(sizes, "take("),
                  size(sizes, "take$async("),
                  size(sizes, "take$resume(")));
    }
    assertThat(sizes.keySet().stream().anyMatch(method -> method.startsWith("take$source(")))
        .isEqualTo(layout == Layout.COVERAGE);
  }

  @Test
  void localsThatWereKeptAreShownWhateverTheRequestSays() throws IOException {
    String source =
        """
        package shop;
        class Kept {
          @dev.weft.Async dev.weft.Coroutine<Integer> m(int unread) {
            dev.weft.Weft.await(dev.weft.Weft.yieldNow());
            return dev.weft.Weft.result(1);
          }
        }
        """;
    classes = new ClassDirectory(folder.resolve("kept"));
    classes.write(Compilation.javac(Map.of("shop/Kept", source), "-g"));
    assertThat(explain().methods().get(0).method().points().get(0).saved()).isEmpty();
    weave(Options.DEFAULT.keepingLocals(true));
    assertThat(explain().methods().get(0).method().points().get(0).saved())
        .extracting(SavedValue::name)
        .containsExactly("unread");
  }

  private static int size(Map<String, Integer> sizes, String method) {
    return sizes.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(method))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Test
  void whatIsNotWovenIsExplainedAsTheRequestSays() throws IOException {
    WeaveRequest request = classes.request().with(Options.DEFAULT.with(Layout.COVERAGE));
    assertThat(DirectoryExplainer.explain(request, originals.path, sources).methods())
        .extracting(explained -> explained.method().sizes().woven().orElseThrow().probes())
        .containsExactly(true, true);
  }

  @Test
  void classesThatWereWovenInDifferentWaysAreEachExplainedAsTheyWere() throws IOException {
    weave(Options.DEFAULT.with(Layout.COVERAGE));
    classes.compile("shop/Fine", STOCK.replace("Stock", "Fine"));
    Explanation explanation = explain();
    assertThat(names(explanation)).hasSize(4);
    assertThat(explanation.methods())
        .extracting(explained -> explained.method().sizes().woven().orElseThrow().probes())
        .containsExactly(false, false, true, true);
  }

  @Test
  void wovenClassesWithoutOriginalsAreNamed() throws IOException {
    classes.weave();
    Explanation explanation = explain();
    assertThat(explanation.methods()).isEmpty();
    assertThat(explanation.problems()).isEmpty();
    assertThat(explanation.notShown())
        .containsExactly(
            new NotShown("shop/Stock", Reason.NO_ORIGINAL),
            new NotShown("shop/Stock$Shelf", Reason.NO_ORIGINAL));
  }

  /** A file below the originals proves nothing: only the record knows what was made from it. */
  @Test
  void aFileInTheOriginalsPlaceThatTheRecordDoesNotHaveIsNotTrusted() throws IOException {
    for (String name : List.of("shop/Stock", "shop/Stock$Shelf")) {
      originals.write(name, classes.read(name));
    }
    classes.weave();
    assertThat(explain().methods()).isEmpty();
    assertThat(explain().notShown()).hasSize(2);
  }

  @Test
  void aNestOfWhichAnOriginalDoesNotFitIsNamedAndTheOthersAreExplained() throws IOException {
    classes.compile("shop/Fine", STOCK.replace("Stock", "Fine"));
    weave(Options.DEFAULT);
    // As a tool would that rewrites classes after they were woven.
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classes.read("shop/Stock$Shelf")).accept(writer, ClassReader.SKIP_DEBUG);
    classes.write("shop/Stock$Shelf", writer.toByteArray());
    Explanation explanation = explain();
    assertThat(names(explanation))
        .containsExactly("shop/Fine.take(int)", "shop/Fine$Shelf.count()");
    assertThat(explanation.notShown())
        .containsExactly(
            new NotShown("shop/Stock", Reason.NEST),
            new NotShown("shop/Stock$Shelf", Reason.OTHER_ORIGINAL));
    assertThat(explanation.problems()).isEmpty();
  }

  @Test
  void whatAnotherVersionWoveIsNamed() throws IOException {
    weave(Options.DEFAULT);
    Path record = originals.path.resolve(".weft-record");
    String text = Files.readString(record, StandardCharsets.ISO_8859_1);
    Files.writeString(record, text.replace(" Weft ", " Waft "), StandardCharsets.ISO_8859_1);
    assertThat(explain().methods()).isEmpty();
    assertThat(explain().notShown())
        .containsExactly(
            new NotShown("shop/Stock", Reason.OTHER_WEAVING),
            new NotShown("shop/Stock$Shelf", Reason.OTHER_WEAVING));
  }

  @Test
  void aClassThatWasCompiledAgainBesideWovenOnesOfItsNestIsExplainedWithThem() throws IOException {
    byte[] compiled = classes.read("shop/Stock$Shelf");
    Explanation before = explain();
    weave(Options.DEFAULT);
    classes.write("shop/Stock$Shelf", compiled);
    assertThat(explain()).isEqualTo(before);
  }

  @Test
  void nothingIsWritten() throws IOException {
    Map<String, String> before = classes.snapshot();
    explain();
    assertThat(classes.snapshot()).isEqualTo(before);
    assertThat(originals.path).doesNotExist();
  }

  @Test
  void silencedWarningsAreLeftOut() throws IOException {
    classes.compile(
        "shop/Never",
        """
        package shop;
        class Never {
          @dev.weft.Async dev.weft.Coroutine<Integer> m() { return dev.weft.Weft.result(1); }
        }
        """);
    assertThat(explain().problems()).extracting(Diagnostic::className).contains("shop/Never");
    WeaveRequest silent = classes.request().silencing(problem -> true);
    assertThat(DirectoryExplainer.explain(silent, originals.path, sources).problems()).isEmpty();
  }

  @Test
  void aDamagedClassFileIsAProblemAndTheOthersAreExplained() throws IOException {
    byte[] damaged = classes.read("shop/Stock");
    classes.compile("shop/Fine", STOCK.replace("Stock", "Fine"));
    classes.write("shop/Stock", java.util.Arrays.copyOf(damaged, damaged.length / 2));
    Explanation explanation = explain();
    assertThat(explanation.problems()).anyMatch(Diagnostic::isError);
    assertThat(names(explanation)).contains("shop/Fine.take(int)", "shop/Fine$Shelf.count()");
  }

  @Test
  void aDirectoryThatIsNotThereHasNothing() throws IOException {
    WeaveRequest request = WeaveRequest.of(folder.resolve("none"), List.of());
    assertThat(DirectoryExplainer.explain(request, originals.path, sources))
        .isEqualTo(new Explanation(List.of(), List.of(), List.of()));
  }

  /** Whatever a compiler made of the lines: javac and ecj differ here. */
  @Test
  void everyAwaitOfAFixtureIsFoundInItsSource() throws IOException {
    Map<String, String> fixtures = new TreeMap<>();
    for (String name :
        List.of(
            "AwaitForms",
            "Expressions",
            "Lambdas",
            "Loops",
            "Operands",
            "Statements",
            "TryCatch")) {
      String source = Resources.text("fixtures/" + name + ".java");
      assertThat(source).doesNotContain("// not ecj");
      fixtures.put("fixtures/" + name, source);
    }
    Path root = folder.resolve("fixtures");
    for (Map.Entry<String, String> fixture : fixtures.entrySet()) {
      Path file = root.resolve(fixture.getKey() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, fixture.getValue());
    }
    for (JavaCompiler compiler :
        List.of(ToolProvider.getSystemJavaCompiler(), new EclipseCompiler())) {
      ClassDirectory compiled =
          new ClassDirectory(folder.resolve(compiler.getClass().getSimpleName()))
              .write(Compilation.compile(compiler, fixtures, "--release", "17", "-g"));
      Explanation explanation =
          DirectoryExplainer.explain(
              compiled.request(),
              originals.path,
              new Sources(List.of(root), StandardCharsets.UTF_8, root));
      assertThat(explanation.methods()).hasSizeGreaterThan(100);
      assertThat(notFound(explanation)).as(compiler.toString()).isEmpty();
    }
  }

  private static List<String> notFound(Explanation explanation) {
    List<String> notFound = new ArrayList<>();
    for (Explanation.Explained explained : explanation.methods()) {
      MethodExplanation method = explained.method();
      for (Point point : method.points()) {
        Optional<Found> found =
            explained.text().flatMap(text -> text.found().get(point.number() - 1));
        String marked =
            found
                .map(
                    at ->
                        explained
                            .text()
                            .orElseThrow()
                            .lines()
                            .get(at.line() - explained.text().orElseThrow().firstLine())
                            .substring(at.column() - 1, at.end() - 1))
                .orElse("nothing");
        boolean isReturn = point.awaited() == Point.Awaited.RETURNED;
        if (!(isReturn ? !marked.equals("nothing") : marked.equals("await"))) {
          notFound.add(
              method.className() + "." + method.method() + ":" + point.line() + " " + marked);
        }
      }
    }
    return notFound;
  }
}
