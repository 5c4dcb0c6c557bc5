package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Options;
import dev.weft.transformer.Severities;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What later runs make of the class files that were kept as the compiler wrote them. */
class OriginalsTest {
  private static final String SHOP =
      """
      import static dev.weft.Weft.*;
      import dev.weft.*;
      class Shop {
        @Async final Coroutine<Integer> open() { await(yieldNow()); return result(1); }
        class Till {
          @Async Coroutine<Integer> count() { return result(await(open()) + 1); }
        }
        class Door {
          @Async Coroutine<Integer> knock() { return result(await(open()) + await(open())); }
        }
      }
      """;

  /** A warning about a woven class, and one about a class that has nothing to weave. */
  private static final String CARELESS =
      """
      import static dev.weft.Weft.*;
      import dev.weft.*;
      class Careless {
        @Async static Coroutine<Integer> one() { return result(1); }
        static class Plain {
          void drop() { one(); }
        }
      }
      """;

  @TempDir private Path temporary;
  private ClassDirectory directory;
  private ClassDirectory originals;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
    originals = new ClassDirectory(temporary.resolve("weft/classes"));
  }

  private static WeaveSummary weave(WeaveRequest request) throws IOException {
    return DirectoryWeaver.weave(request, WeaveLog.SILENT);
  }

  private WeaveRequest request() {
    return directory.request().keepingOriginals(originals.path);
  }

  private static List<String> codes(WeaveSummary summary) {
    return summary.diagnostics().stream()
        .map(problem -> problem.place() + " " + problem.code().id())
        .toList();
  }

  @Test
  void whatIsWovenIsKeptAsTheCompilerWroteIt() throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Shop", SHOP));
    directory.write(compiled);

    weave(request());

    assertThat(originals.snapshot().keySet())
        .containsExactlyInAnyOrder(
            ".weft-record", "Shop.class", "Shop$Till.class", "Shop$Door.class");
    for (Map.Entry<String, byte[]> file : compiled.entrySet()) {
      assertThat(originals.read(file.getKey())).isEqualTo(file.getValue());
      assertThat(
              Originals.in(originals.path)
                  .find(file.getKey() + ".class", directory.read(file.getKey())))
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void aSecondRunTouchesNeitherClassesNorOriginals() throws IOException {
    directory.compile("Shop", SHOP, "Careless", CARELESS);
    weave(request());
    var classes = directory.times();
    var kept = originals.times();

    WeaveSummary second = weave(request());

    assertThat(second.text()).isEqualTo("everything is up to date");
    assertThat(second.written()).isEmpty();
    assertThat(directory.times()).isEqualTo(classes);
    assertThat(originals.times()).isEqualTo(kept);
  }

  @Test
  void classesThatStayAsTheyAreKeepTheirWarnings() throws IOException {
    directory.compile("Shop", SHOP, "Careless", CARELESS);
    WeaveSummary first = weave(request());
    assertThat(codes(first))
        .containsExactly("Careless.one() WEFT-202", "Careless$Plain.drop() WEFT-201");

    WeaveSummary second = weave(request());
    assertThat(second.methods()).isZero();
    assertThat(second.diagnostics()).isEqualTo(first.diagnostics());
    assertThat(weave(request().failingOnWarning(true)).failed()).isTrue();
    assertThat(codes(weave(request().rating(Severities.parse(List.of("202=off"))))))
        .containsExactly("Careless$Plain.drop() WEFT-201");

    WeaveSummary withoutOriginals = weave(directory.request());
    assertThat(codes(withoutOriginals)).containsExactly("Careless$Plain.drop() WEFT-201");
  }

  @Test
  void aWarningGoesWithItsCause() throws IOException {
    directory.compile("Careless", CARELESS);
    weave(request());
    directory.compile("Careless", CARELESS.replace("one();", ""));

    assertThat(codes(weave(request()))).containsExactly("Careless.one() WEFT-202");
    assertThat(codes(weave(request()))).containsExactly("Careless.one() WEFT-202");
  }

  @Test
  void theOriginalOfAClassThatIsGoneOrNoLongerAsyncIsDeleted() throws IOException {
    directory.compile("Shop", SHOP, "Careless", CARELESS);
    weave(request());
    directory.compile("Careless", "class Careless {}");
    for (String name : List.of("Shop", "Shop$Till", "Shop$Door", "Careless$Plain")) {
      Files.delete(directory.file(name));
    }

    weave(request());

    assertThat(originals.snapshot()).isEmpty();
  }

  @Test
  void otherOptionsWeaveTheOriginalsAgain(@TempDir Path other) throws IOException {
    Options options = Options.DEFAULT.with(DirectCalls.NONE);
    ClassDirectory fresh = new ClassDirectory(other).compile("Shop", SHOP);
    weave(fresh.request().with(options));
    directory.compile("Shop", SHOP);
    weave(request());

    WeaveSummary summary = weave(request().with(options));

    assertThat(summary.methods()).isEqualTo(3);
    assertThat(directory.snapshot()).isEqualTo(fresh.snapshot());
    assertThat(weave(request().with(options)).text()).isEqualTo("everything is up to date");
  }

  @Test
  void aKillBetweenAnyTwoFilesEndsInTheBytesOfAnUndisturbedRun() throws IOException {
    Map<String, byte[]> compiled = Compilation.javac(Map.of("Shop", SHOP));
    directory.write(compiled);
    List<Path> written = weave(request()).written();
    assertThat(written).hasSize(6);
    Map<String, String> whole = directory.snapshot();

    for (int killedAfter = 0; killedAfter <= written.size(); killedAfter++) {
      ClassDirectory killed =
          new ClassDirectory(temporary.resolve("killed" + killedAfter)).write(compiled);
      for (Path file : written.subList(0, killedAfter)) {
        Files.copy(
            file,
            killed.path.resolve(directory.relative(file)),
            StandardCopyOption.REPLACE_EXISTING);
      }

      WeaveSummary summary = weave(killed.request().keepingOriginals(originals.path));

      assertThat(summary.diagnostics()).isEmpty();
      assertThat(killed.snapshot()).as("killed after %d files", killedAfter).isEqualTo(whole);
      assertThat(weave(killed.request().keepingOriginals(originals.path)).text())
          .isEqualTo("everything is up to date");
    }
  }

  @Test
  void anOriginalOfAnotherClassFileIsNotUsed() throws IOException {
    directory.compile("Shop", SHOP);
    weave(request());
    Map<String, byte[]> newer =
        Compilation.javac(Map.of("Shop", SHOP.replace("result(1)", "result(100)")));
    // Woven by somebody who keeps no originals; then one member is compiled alone.
    directory.write(newer);
    weave(directory.request());
    byte[] host = directory.read("Shop");
    directory.write("Shop$Till", newer.get("Shop$Till"));

    weave(request());

    assertThat(directory.read("Shop")).isEqualTo(host);
    assertThat(Originals.in(originals.path).find("Shop.class", host)).isNull();
  }

  @Test
  void aFrameThatIsMissingIsMadeAgain() throws IOException {
    directory.compile("Shop", SHOP);
    weave(request());
    Map<String, String> whole = directory.snapshot();
    Files.delete(directory.file("Shop$Till$weft$count"));

    assertThat(weave(request()).diagnostics()).isEmpty();
    assertThat(directory.snapshot()).isEqualTo(whole);
  }

  @Test
  void aRecordThatCannotBeReadIsAsGoodAsNone() throws IOException {
    directory.compile("Careless", CARELESS);
    weave(request());
    Path record = originals.path.resolve(".weft-record");
    byte[] whole = Files.readAllBytes(record);
    for (int length : new int[] {0, 3, 8, 20, whole.length - 1}) {
      Files.write(record, java.util.Arrays.copyOf(whole, length));

      assertThat(codes(weave(request())))
          .as("%d bytes", length)
          .containsExactly("Careless$Plain.drop() WEFT-201");
    }
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamedBeforeAnyClassIsTouched() throws IOException {
    directory.compile("Shop", SHOP);
    Map<String, String> compiled = directory.snapshot();
    Files.writeString(temporary.resolve("weft"), "a file");

    assertThatThrownBy(() -> weave(request()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot make the directory " + originals.path + ": ");
    assertThat(directory.snapshot()).isEqualTo(compiled);
  }

  @Test
  void aFailedRunKeepsNothing() throws IOException {
    directory.compile(
        "Shop", SHOP, "Wrong", "class Wrong { { dev.weft.Weft.await(dev.weft.Weft.done()); } }");

    assertThat(weave(request()).failed()).isTrue();
    assertThat(originals.path).doesNotExist();
  }

  @Test
  void versionedClassesHaveOriginalsOfTheirOwn() throws IOException {
    directory.compile("Shop", SHOP);
    new ClassDirectory(directory.path.resolve("META-INF/versions/21")).compile("Shop", SHOP);

    weave(request());

    assertThat(originals.path.resolve("META-INF/versions/21/Shop.class")).exists();
    assertThat(weave(request()).text()).isEqualTo("everything is up to date");
  }

  @Test
  void outputThatIsNotKeptInMemoryHasTheSameOriginals() throws IOException {
    directory.compile("Shop", SHOP, "Careless", CARELESS);
    new DirectoryWeaver(request(), WeaveLog.SILENT, System::nanoTime, 0).weave();
    Map<String, String> forgetful = originals.snapshot();
    Map<String, byte[]> compiled = new TreeMap<>(Compilation.javac(Map.of("Shop", SHOP)));
    compiled.putAll(Compilation.javac(Map.of("Careless", CARELESS)));
    directory.write(compiled);

    weave(request());

    assertThat(originals.snapshot()).isEqualTo(forgetful);
  }

  @Test
  void aRaisedWarningIsAnError() throws IOException {
    directory.compile("Careless", CARELESS);

    WeaveSummary summary = weave(request().rating(Severities.parse(List.of("WEFT-202=error"))));

    assertThat(summary.text()).isEqualTo("1 error, 1 warning: nothing was woven");
    assertThat(summary.diagnostics()).filteredOn(Diagnostic::isError).hasSize(1);
    assertThat(ClassHeader.read(directory.read("Careless")).mark()).isNull();
  }
}
