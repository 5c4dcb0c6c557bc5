package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Class files and runtimes that this transformer is not made for. */
class CompatibilityTest {
  private static final String ASYNC =
      """
      class Main {
        @dev.weft.Async static dev.weft.Coroutine<Void> m() { dev.weft.Weft.await(dev.weft.Weft.yieldNow()); return dev.weft.Weft.done(); }
      }
      """;

  @TempDir private Path temporary;
  private ClassDirectory directory;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
  }

  private static byte[] withVersion(byte[] classFile, int version) {
    byte[] changed = classFile.clone();
    changed[6] = (byte) (version >> 8);
    changed[7] = (byte) version;
    return changed;
  }

  @Test
  void theNewestVersionIsTheNewestThatAsmReads() {
    byte[] classFile = Compilation.javac(Map.of("A", "class A {}")).get("A");

    assertThat(new ClassReader(withVersion(classFile, Damage.NEWEST_VERSION)).getClassName())
        .isEqualTo("A");
    assertThatThrownBy(() -> new ClassReader(withVersion(classFile, Damage.NEWEST_VERSION + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDamagedClassFileWithoutOurNamesIsNoneOfOurBusiness() throws IOException {
    directory.compile("Plain", "class Plain { String text = \"dev/weft\"; }");
    directory.write("Plain", withVersion(directory.read("Plain"), 99));
    directory.write("Empty", new byte[0]);
    directory.write("Garbage", new byte[] {1, 2, 3});

    WeaveSummary summary = directory.weave();

    assertThat(summary.diagnostics()).isEmpty();
    assertThat(summary.nothingAsync()).isTrue();
  }

  @Test
  void everyTruncationOfACandidateIsReportedAsDamagedOrLeftAlone() throws IOException {
    byte[] whole = Compilation.javac(Map.of("Main", ASYNC)).get("Main");
    for (int length = 0; length < whole.length; length++) {
      directory.write("Main", Arrays.copyOf(whole, length));

      WeaveSummary summary = directory.weave();

      assertThat(summary.written()).isEmpty();
      assertThat(summary.diagnostics())
          .extracting(Diagnostic::code)
          .as("the first %d bytes", length)
          .isSubsetOf(DiagnosticCode.UNREADABLE_CLASS);
    }
  }

  @Test
  void aMethodWhoseFrameClassCannotBeAFileIsReportedBeforeAnythingIsWritten() throws IOException {
    directory.compile("Main", ASYNC);
    ClassReader reader = new ClassReader(directory.read("Main"));
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Names.ASM_API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] thrown) {
            return super.visitMethod(
                access, name.equals("m") ? "../m" : name, desc, signature, thrown);
          }
        },
        0);
    directory.write("Main", writer.toByteArray());
    Map<String, String> compiled = directory.snapshot();

    assertThat(directory.weave().diagnostics())
        .extracting(problem -> problem.place() + ": " + problem.explanation())
        .containsExactly(
            "Main: The name of a class that belongs to it, Main$weft$...m, is no name for a file here. If it has letters"
                + " beyond ASCII, run the build in a UTF-8 locale, such as LC_ALL=C.UTF-8.");
    assertThat(directory.snapshot()).isEqualTo(compiled);
  }

  @Test
  void aMissingRuntimeIsNotMissedWhereNothingIsAsync() throws IOException {
    directory.compile("Plain", "class Plain {}");

    WeaveSummary summary =
        DirectoryWeaver.weave(WeaveRequest.of(directory.path, List.of()), WeaveLog.SILENT);

    assertThat(summary.diagnostics()).isEmpty();
  }

  @Test
  void aRuntimeOfAnotherAbiIsRefusedAlsoForClassesThatAreWovenAlready() throws IOException {
    directory.compile("Main", ASYNC).weave();
    ClassDirectory other = new ClassDirectory(temporary.resolve("other"));
    other.compile(
        "dev/weft/codegen/Abi",
        "package dev.weft.codegen; class Abi { static final int VERSION = 7; }");

    WeaveSummary summary =
        DirectoryWeaver.weave(
            WeaveRequest.of(directory.path, List.of(other.path)), WeaveLog.SILENT);

    assertThat(summary.failed()).isTrue();
    assertThat(summary.diagnostics())
        .extracting(Diagnostic::explanation)
        .containsExactly(
            "This Weft weaves for ABI 2, but the weft-runtime on the class path has ABI 7 ("
                + other.path
                + "). Give the dependency dev.weft:weft-runtime and the build plugin the same version.");
  }

  @Test
  void aRuntimeWithoutAnAbiIsRefused() throws IOException {
    directory.compile("Main", ASYNC);
    ClassDirectory other = new ClassDirectory(temporary.resolve("other"));
    other.write("dev/weft/codegen/Abi", new byte[] {1, 2, 3});

    WeaveSummary summary =
        DirectoryWeaver.weave(
            WeaveRequest.of(directory.path, List.of(other.path)), WeaveLog.SILENT);

    assertThat(summary.diagnostics())
        .extracting(Diagnostic::explanation)
        .singleElement()
        .asString()
        .contains("has no ABI that can be read");
  }
}
