package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWeaverTest {
  private static final String CART =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      public class Cart {
        @Async public static Coroutine<Integer> count(int n) { await(yieldNow()); return result(n + 1); }
        @Async static Coroutine<Integer> twice(int n) { return result(await(count(await(count(n))))); }
      }
      """;

  /** The nest's host is no candidate: only a class inside has async code. */
  private static final String STOCK =
      """
      package shop;
      public class Stock {
        static class Shelf {
          @dev.weft.Async dev.weft.Coroutine<Void> fill() { dev.weft.Weft.await(dev.weft.Weft.yieldNow()); return dev.weft.Weft.done(); }
        }
      }
      """;

  private static final String PLAIN =
      "package shop; public class Plain { int price() { return 1; } }";

  private static final String WRONG =
      """
      package shop;
      class Wrong {
        @dev.weft.Async dev.weft.Coroutine<Void> right() { dev.weft.Weft.await(dev.weft.Weft.yieldNow()); return dev.weft.Weft.done(); }
        int wrong() { return dev.weft.Weft.await(Cart.count(1)); }
      }
      """;

  private static final String NO_AWAIT =
      """
      package shop;
      class NoAwait {
        @dev.weft.Async dev.weft.Coroutine<Void> m() { return dev.weft.Weft.done(); }
      }
      """;

  private ClassDirectory directory;

  @BeforeEach
  void useTemporaryDirectory(@TempDir Path temporary) {
    directory = new ClassDirectory(temporary.resolve("classes"));
  }

  @Test
  void weavesInPlaceWhatThenRuns() throws Exception {
    directory.compile("shop/Cart", CART, "shop/Plain", PLAIN);
    byte[] plain = directory.read("shop/Plain");

    WeaveSummary summary = directory.weave();

    assertThat(summary.diagnostics()).isEmpty();
    assertThat(summary.text()).matches("2 methods in 1 class, 3 suspension points, \\d+\\.\\d s");
    assertThat(directory.read("shop/Plain")).isEqualTo(plain);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.path.toUri().toURL()})) {
      var twice = loader.loadClass("shop.Cart").getDeclaredMethod("twice", int.class);
      twice.setAccessible(true);
      assertThat(Weft.<Object>run(coroutine(twice.invoke(null, 40)))).isEqualTo(42);
    }
  }

  @SuppressWarnings("unchecked")
  private static Coroutine<Object> coroutine(Object value) {
    return (Coroutine<Object>) value;
  }

  @Test
  void aSecondRunTouchesNothing() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK, "shop/Plain", PLAIN);
    directory.weave();
    Map<String, String> woven = directory.snapshot();
    var times = directory.times();

    WeaveSummary second = directory.weave();

    assertThat(second.text()).isEqualTo("everything is up to date");
    assertThat(second.written()).isEmpty();
    assertThat(second.deleted()).isEmpty();
    assertThat(directory.snapshot()).isEqualTo(woven);
    assertThat(directory.times()).isEqualTo(times);
  }

  @Test
  void twoRunsOnTheSameClassesGiveTheSameBytes(@TempDir Path other) throws IOException {
    ClassDirectory again =
        new ClassDirectory(other).compile("shop/Cart", CART, "shop/Stock", STOCK);
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK);
    List<String> order = relative(directory.weave().written());

    assertThat(again.weave().written().stream().map(again::relative))
        .containsExactlyElementsOf(order);
    assertThat(again.snapshot()).isEqualTo(directory.snapshot());
  }

  private List<String> relative(List<Path> files) {
    return files.stream().map(directory::relative).toList();
  }

  @Test
  void writesFrameClassesThenTheOutermostClassThenTheOthers() throws IOException {
    directory.compile("shop/Stock", STOCK);

    assertThat(relative(directory.weave().written()))
        .containsExactly(
            "shop/Stock$Shelf$weft$fill.class", "shop/Stock.class", "shop/Stock$Shelf.class");
    assertThat(ClassHeader.read(directory.read("shop/Stock")).nestMembers())
        .containsExactly("shop/Stock$Shelf", "shop/Stock$Shelf$weft$fill");
  }

  @Test
  void oneWrongMethodLeavesTheWholeDirectoryAsTheCompilerWroteIt() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK, "shop/Wrong", WRONG);
    Map<String, String> compiled = directory.snapshot();
    var times = directory.times();

    WeaveSummary summary = directory.weave();

    assertThat(summary.failed()).isTrue();
    assertThat(summary.text()).isEqualTo("1 error, 0 warnings: nothing was woven");
    assertThat(summary.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.AWAIT_OUTSIDE_ASYNC);
    assertThat(directory.snapshot()).isEqualTo(compiled);
    assertThat(directory.times()).isEqualTo(times);
  }

  @Test
  void everyProblemOfARunIsReportedInTheOrderOfTheSources() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Wrong", WRONG, "shop/NoAwait", NO_AWAIT);

    assertThat(directory.weave().diagnostics())
        .extracting(problem -> problem.place() + " " + problem.code().id())
        .containsExactly("shop.NoAwait.m() WEFT-202", "shop.Wrong.wrong() WEFT-101");
  }

  @Test
  void aWarningStopsNothingUnlessToldTo() throws IOException {
    directory.compile("shop/Cart", CART, "shop/NoAwait", NO_AWAIT);
    Map<String, String> compiled = directory.snapshot();

    WeaveSummary strict =
        DirectoryWeaver.weave(directory.request().failingOnWarning(true), WeaveLog.SILENT);

    assertThat(strict.failed()).isTrue();
    assertThat(strict.text()).isEqualTo("0 errors, 1 warning: nothing was woven");
    assertThat(directory.snapshot()).isEqualTo(compiled);

    WeaveSummary silenced =
        DirectoryWeaver.weave(
            directory.request().failingOnWarning(true).silencing(warning -> true), WeaveLog.SILENT);
    assertThat(silenced.failed()).isFalse();
    assertThat(silenced.diagnostics()).isEmpty();
    assertThat(silenced.methods()).isEqualTo(3);
  }

  @Test
  void aCoroutineThatOrdinaryCodeDropsIsReportedThere() throws IOException {
    String till = "package shop; class Till { void open() { Cart.count(1); } }";
    directory.compile("shop/Cart", CART, "shop/Till", till);
    byte[] compiled = directory.read("shop/Till");

    assertThat(directory.weave().diagnostics())
        .extracting(problem -> problem.place() + " " + problem.code().id())
        .containsExactly("shop.Till.open() WEFT-201");
    assertThat(directory.read("shop/Till")).isEqualTo(compiled);
  }

  /** As the modules of a build do that runs with several threads. */
  @Test
  void runsAtTheSameTimeDoNotDisturbEachOther(@TempDir Path others) throws Exception {
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK, "shop/NoAwait", NO_AWAIT);
    List<ClassDirectory> modules = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      modules.add(new ClassDirectory(others.resolve("module" + i)).write(classFiles()));
    }
    WeaveSummary alone = directory.weave();

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<WeaveSummary>> runs = new ArrayList<>();
      for (ClassDirectory module : modules) {
        runs.add(threads.submit(module::weave));
      }
      for (Future<WeaveSummary> run : runs) {
        assertThat(run.get().diagnostics()).isEqualTo(alone.diagnostics());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(modules)
        .allSatisfy(module -> assertThat(module.snapshot()).isEqualTo(directory.snapshot()));
  }

  @Test
  void aDirectoryThatDoesNotExistIsNothingToDo() throws IOException {
    assertThat(directory.weave().nothingAsync()).isTrue();
  }

  @Test
  void choosesNestsByTheirOutermostClass() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK);
    byte[] cart = directory.read("shop/Cart");
    Predicate<String> chosen = Patterns.choose(List.of("**/Stock"), List.of());

    WeaveSummary summary =
        DirectoryWeaver.weave(directory.request().choosing(chosen), WeaveLog.SILENT);

    assertThat(summary.methods()).isEqualTo(1);
    assertThat(ClassHeader.read(directory.read("shop/Stock$Shelf")).mark()).isNotNull();
    assertThat(directory.read("shop/Cart")).isEqualTo(cart);
  }

  @Test
  void outputThatIsNotKeptInMemoryIsTheSame(@TempDir Path other) throws IOException {
    ClassDirectory forgetful =
        new ClassDirectory(other).compile("shop/Cart", CART, "shop/Stock", STOCK);
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK).weave();

    new DirectoryWeaver(forgetful.request(), WeaveLog.SILENT, System::nanoTime, 0).weave();

    assertThat(forgetful.snapshot()).isEqualTo(directory.snapshot());
  }

  @Test
  void saysHowFarItIsWhenARunTakesLong() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Stock", STOCK, "shop/NoAwait", NO_AWAIT);
    AtomicLong seconds = new AtomicLong();
    List<String> said = new ArrayList<>();
    WeaveLog log =
        new WeaveLog() {
          @Override
          public void progress(String message) {
            said.add(message);
          }

          @Override
          public void detail(String message) {}
        };

    // Each look at the clock, two seconds have passed.
    new DirectoryWeaver(
            directory.request(),
            log,
            () -> TimeUnit.SECONDS.toNanos(seconds.addAndGet(2)),
            Long.MAX_VALUE)
        .weave();

    assertThat(said).containsExactly("3 of 3 classes");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAndTheNextRunGoesOn(@TempDir Path other) throws IOException {
    directory.compile(
        "shop/Cart", CART, "away/Stock", STOCK.replace("package shop", "package away"));
    ClassDirectory undisturbed = new ClassDirectory(other).write(classFiles());
    undisturbed.weave();
    // Where the new content is to be written first, there is a directory.
    Path obstacle = directory.path.resolve("shop/.weft-writing.tmp");
    Files.createDirectories(obstacle.resolve("full"));

    assertThatThrownBy(directory::weave)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + directory.file("shop/Cart$weft$count") + ": ")
        .hasMessageContaining("No class file is half written");
    assertThat(ClassHeader.read(directory.read("shop/Cart")).mark()).isNull();

    Files.delete(obstacle.resolve("full"));
    Files.delete(obstacle);
    directory.weave();
    assertThat(directory.snapshot()).isEqualTo(undisturbed.snapshot());
  }

  private Map<String, byte[]> classFiles() throws IOException {
    Map<String, byte[]> files = new java.util.TreeMap<>();
    for (String file : directory.snapshot().keySet()) {
      String name = file.substring(0, file.length() - ".class".length());
      files.put(name, directory.read(name));
    }
    return files;
  }

  @Test
  void directoriesThatAreLinksBelongToTheDirectory(@TempDir Path elsewhere) throws IOException {
    ClassDirectory real = new ClassDirectory(elsewhere.resolve("real")).compile("shop/Cart", CART);
    Files.createDirectories(directory.path);
    Files.createSymbolicLink(directory.path.resolve("shop"), real.path.resolve("shop"));
    Files.createSymbolicLink(real.path.resolve("shop/again"), directory.path);

    assertThat(directory.weave().methods()).isEqualTo(2);
    assertThat(Files.isSymbolicLink(directory.path.resolve("shop"))).isTrue();
  }

  @Test
  void aClassFileThatIsALinkStaysOne(@TempDir Path elsewhere) throws IOException {
    ClassDirectory real = new ClassDirectory(elsewhere.resolve("real")).compile("shop/Cart", CART);
    Files.createDirectories(directory.path.resolve("shop"));
    Files.createSymbolicLink(directory.file("shop/Cart"), real.file("shop/Cart"));

    assertThat(directory.weave().methods()).isEqualTo(2);
    assertThat(Files.isSymbolicLink(directory.file("shop/Cart"))).isTrue();
    assertThat(ClassHeader.read(real.read("shop/Cart")).mark()).isNotNull();
  }

  @Test
  void versionedClassesOfAMultiReleaseJarAreANestOfTheirOwn() throws IOException {
    ClassDirectory versioned = new ClassDirectory(directory.path.resolve("META-INF/versions/21"));
    directory.compile("shop/Cart", CART);
    versioned.compile("shop/Cart", CART.replace("n + 1", "n + 2"));

    assertThat(directory.weave().methods()).isEqualTo(4);
    assertThat(versioned.file("shop/Cart$weft$count")).exists();
    assertThat(directory.weave().text()).isEqualTo("everything is up to date");
  }

  @Test
  void aClassFileThatLiesElsewhereThanItsNameSaysIsAResource() throws IOException {
    directory.compile("shop/Cart", CART);
    Path resource = directory.path.resolve("templates/Cart.class");
    Files.createDirectories(resource.getParent());
    Files.move(directory.file("shop/Cart"), resource);
    byte[] before = Files.readAllBytes(resource);

    assertThat(directory.weave().nothingAsync()).isTrue();
    assertThat(Files.readAllBytes(resource)).isEqualTo(before);
  }
}
