package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run makes of the traces of earlier ones: killed ones, and ones on other sources. */
class RepairTest {
  private static final String SHOP =
      """
      import static dev.weft.Weft.*;
      import dev.weft.*;
      class Shop {
        @Async private Coroutine<Integer> open() { await(yieldNow()); return result(1); }
        class Till {
          @Async Coroutine<Integer> count() { return result(await(open()) + 1); }
        }
        class Door {
          @Async Coroutine<Integer> knock() { return result(await(open()) + await(open())); }
        }
      }
      """;

  @TempDir private Path temporary;
  private ClassDirectory directory;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
  }

  @Test
  void aKillAtAnyTimeIsRepairedByTheNextRun() throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Shop", SHOP));
    ClassDirectory whole = new ClassDirectory(temporary.resolve("whole")).write(compiled);
    List<Path> written = whole.weave().written();
    assertThat(written).hasSize(6);

    for (int killedAfter = 0; killedAfter <= written.size(); killedAfter++) {
      Path next = killedAfter < written.size() ? written.get(killedAfter) : null;
      for (int percent : next == null ? new int[] {0} : new int[] {-1, 0, 50, 100}) {
        ClassDirectory killed =
            new ClassDirectory(temporary.resolve("killed" + killedAfter + "-" + percent))
                .write(compiled);
        for (Path file : written.subList(0, killedAfter)) {
          Files.copy(
              file,
              killed.path.resolve(whole.relative(file)),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        if (next != null && percent >= 0) {
          // It was being written, or was waiting to be renamed.
          byte[] content = Files.readAllBytes(next);
          Files.write(
              killed.path.resolve(".weft-writing.tmp"),
              java.util.Arrays.copyOf(content, content.length * percent / 100));
        }

        WeaveSummary summary = killed.weave();

        assertThat(summary.diagnostics())
            .as("killed after %d files, of the next %d%%", killedAfter, percent)
            .isEmpty();
        assertThat(killed.snapshot().keySet()).isEqualTo(whole.snapshot().keySet());
        assertThat(killed.weave().written()).isEmpty();
        assertAllWovenAndRunning(killed);
      }
    }
  }

  private static void assertAllWovenAndRunning(ClassDirectory directory) throws IOException {
    for (String name : List.of("Shop", "Shop$Till", "Shop$Door")) {
      assertThat(ClassHeader.read(directory.read(name)).mark()).as(name).isNotNull();
    }
    assertThat(ClassHeader.read(directory.read("Shop")).nestMembers())
        .containsExactlyInAnyOrder(
            "Shop$Till",
            "Shop$Door",
            "Shop$weft$open",
            "Shop$Till$weft$count",
            "Shop$Door$weft$knock");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.path.toUri().toURL()})) {
      assertThat(run(loader, "Shop$Till", "count")).isEqualTo(2);
      assertThat(run(loader, "Shop$Door", "knock")).isEqualTo(2);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object run(ClassLoader loader, String name, String method)
      throws ReflectiveOperationException {
    Constructor<?> newShop = loader.loadClass("Shop").getDeclaredConstructor();
    newShop.setAccessible(true);
    Constructor<?> newInner = loader.loadClass(name).getDeclaredConstructors()[0];
    newInner.setAccessible(true);
    Method async = loader.loadClass(name).getDeclaredMethod(method);
    async.setAccessible(true);
    return Weft.run((Coroutine<?>) async.invoke(newInner.newInstance(newShop.newInstance())));
  }

  @ParameterizedTest
  @EnumSource
  void aMemberThatWasCompiledAloneIsWovenAndTheRestStays(Layout layout) throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Shop", SHOP));
    WeaveRequest request = directory.write(compiled).request().with(Options.DEFAULT.with(layout));
    DirectoryWeaver.weave(request, WeaveLog.SILENT);
    byte[] host = directory.read("Shop");
    directory.write("Shop$Till", compiled.get("Shop$Till"));

    WeaveSummary summary = DirectoryWeaver.weave(request, WeaveLog.SILENT);

    assertThat(summary.diagnostics()).isEmpty();
    assertThat(summary.methods()).isEqualTo(1);
    assertThat(directory.read("Shop")).isEqualTo(host);
    assertAllWovenAndRunning(directory);
  }

  @Test
  void anOutermostClassThatWasCompiledAloneAdmitsTheFramesOfItsMembersAgain() throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Shop", SHOP));
    directory.write(compiled).weave();
    directory.write("Shop", compiled.get("Shop"));

    assertThat(directory.weave().diagnostics()).isEmpty();
    assertAllWovenAndRunning(directory);
  }

  @Test
  void whatAKilledRunHasLeftIsDeleted() throws IOException {
    directory.compile("Shop", SHOP);
    // Where this run writes nothing, and so replaces nothing.
    Path leftover = directory.path.resolve("elsewhere/.weft-writing.tmp");
    Files.createDirectories(leftover.getParent());
    Files.writeString(leftover, "half a class");

    directory.weave();

    assertThat(leftover).doesNotExist();
  }

  @Test
  void theFrameOfAMethodThatIsGoneIsDeleted() throws IOException {
    directory.compile("Shop", SHOP).weave();
    directory.compile("Shop", SHOP.replace("open", "unlock"));

    WeaveSummary summary = directory.weave();

    assertThat(summary.deleted()).containsExactly(directory.file("Shop$weft$open"));
    assertThat(directory.file("Shop$weft$open")).doesNotExist();
    assertThat(directory.file("Shop$weft$unlock")).exists();
  }

  @Test
  void theFramesOfAClassThatIsGoneAreDeleted() throws IOException {
    directory.compile("Shop", SHOP).weave();
    for (String name : List.of("Shop", "Shop$Till", "Shop$Door")) {
      Files.delete(directory.file(name));
    }

    WeaveSummary summary = directory.weave();

    assertThat(summary.deleted()).hasSize(3);
    assertThat(summary.text()).isEqualTo("3 generated classes deleted, the methods are gone");
    assertThat(directory.snapshot()).isEmpty();
  }

  @Test
  void aFrameIsNotDeletedWhenSomethingElseIsWrong() throws IOException {
    directory.compile("Shop", SHOP).weave();
    directory.compile(
        "Shop",
        SHOP.replace("open", "unlock"),
        "Wrong",
        "class Wrong { { dev.weft.Weft.await(dev.weft.Weft.yieldNow()); } }");

    assertThat(directory.weave().failed()).isTrue();
    assertThat(directory.file("Shop$weft$open")).exists();
  }

  @Test
  void aClassOfTheUsersWithANameLikeAFramesStays() throws IOException {
    directory.compile("Shop$weft$mine", "class Shop$weft$mine { String s = \"dev/weft/Weft\"; }");

    assertThat(directory.weave().deleted()).isEmpty();
    assertThat(directory.file("Shop$weft$mine")).exists();
  }

  @Test
  void theFramesOfAClassThatIsNoLongerChosenStay() throws IOException {
    directory.compile("Shop", SHOP).weave();

    WeaveSummary summary =
        DirectoryWeaver.weave(directory.request().choosing(name -> false), WeaveLog.SILENT);

    assertThat(summary.deleted()).isEmpty();
  }

  @Test
  void aWovenClassWithoutItsFrameMustBeCompiledAgain() throws IOException {
    directory.compile("Shop", SHOP).weave();
    Files.delete(directory.file("Shop$Till$weft$count"));

    assertThat(directory.weave().diagnostics())
        .extracting(problem -> problem.place() + ": " + problem.explanation())
        .containsExactly(
            "Shop$Till: It was woven, but its generated class Shop$Till$weft$count is no longer there. Delete"
                + " the class files and compile again.");
  }

  @Test
  void aMemberWithoutItsOutermostClassMustBeCompiledAgain() throws IOException {
    directory.compile("Shop", SHOP);
    Files.delete(directory.file("Shop"));

    assertThat(directory.weave().diagnostics())
        .extracting(problem -> problem.place() + ": " + problem.explanation())
        .containsExactly(
            "Shop$Door: Its outermost class Shop is not beside it. Delete the class files and compile again.");
  }

  @Test
  void aNestWithAPlainMemberThatCallsWeftIsUpToDateAfterOneRun() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    sources.put("Shop", SHOP);
    sources.put(
        "Main",
        """
        class Main {
          @dev.weft.Async static dev.weft.Coroutine<Void> m() { dev.weft.Weft.await(dev.weft.Weft.yieldNow()); return dev.weft.Weft.done(); }
          static class Start { void start() { dev.weft.Weft.run(m()); } }
        }
        """);
    directory.write(Compilation.javac(sources)).weave();

    WeaveSummary second = directory.weave();

    assertThat(second.written()).isEmpty();
    assertThat(second.text()).isEqualTo("everything is up to date");
  }
}
