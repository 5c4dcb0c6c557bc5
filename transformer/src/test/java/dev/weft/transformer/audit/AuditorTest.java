package dev.weft.transformer.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.ClassDirectory;
import dev.weft.transformer.directory.DirectoryWeaver;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.directory.WeaveLog;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class AuditorTest {
  private static final String CART =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      public class Cart {
        static { if (true) throw new AssertionError("initialised by the audit"); }
        @Async public Coroutine<Integer> count(int n) { await(yieldNow()); return result(n + 1); }
        static class Line {
          AsyncCallable<Integer> price() { return () -> result(await(new Cart().count(1))); }
        }
      }
      """;

  private static final String PLAIN =
      "package shop; public class Plain { int price() { return 1; } }";

  @TempDir private Path temporary;
  private ClassDirectory directory;
  private Path originals;

  @BeforeEach
  void useTemporaryDirectory() {
    directory = new ClassDirectory(temporary.resolve("classes"));
    originals = temporary.resolve("weft/classes");
  }

  private void weave() throws IOException {
    weave(Options.DEFAULT);
  }

  private void weave(Options options) throws IOException {
    assertThat(
            DirectoryWeaver.weave(
                    directory.request().with(options).keepingOriginals(originals), WeaveLog.SILENT)
                .failed())
        .isFalse();
  }

  private AuditRequest request() {
    return AuditRequest.of(directory.path, List.of(ClassDirectory.runtime()))
        .withOriginals(originals);
  }

  private static List<String> findings(Audit audit) {
    return audit.findings().stream()
        .map(
            finding ->
                finding.check()
                    + " "
                    + finding.problem().code().id()
                    + " "
                    + finding.problem().place())
        .toList();
  }

  private List<String> findings() throws IOException {
    return findings(Auditor.audit(request()));
  }

  /** Rewrites a class file as {@code change} does. */
  private void change(String name, Function<ClassWriter, ClassVisitor> change) throws IOException {
    ClassReader reader = new ClassReader(directory.read(name));
    ClassWriter writer = new ClassWriter(0);
    reader.accept(change.apply(writer), 0);
    directory.write(name, writer.toByteArray());
  }

  // ---- what is right

  @Test
  void whatWasWovenIsProvedWithoutRunningIt() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Plain", PLAIN);
    weave();
    Map<String, String> before = directory.snapshot();

    Audit audit = Auditor.audit(request());

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.notes()).isEmpty();
    assertThat(audit.classes()).isEqualTo(5);
    assertThat(audit.woven()).isEqualTo(2);
    assertThat(directory.snapshot()).isEqualTo(before);
  }

  @Test
  void aJarIsLookedAtAsADirectoryIs() throws IOException {
    directory.compile("shop/Cart", CART, "shop/Plain", PLAIN);
    new ClassDirectory(directory.path.resolve("META-INF/versions/17"))
        .compile("shop/Plain", PLAIN.replace("1", "17"));
    new ClassDirectory(directory.path.resolve("META-INF/versions/999"))
        .compile("shop/Plain", PLAIN.replace("1", "999"));
    weave();
    Path jar = jar(directory);

    Audit audit =
        Auditor.audit(
            AuditRequest.of(jar, List.of(ClassDirectory.runtime())).withOriginals(originals));

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.classes()).isEqualTo(7);
    assertThat(audit.notes(Check.VERIFIED))
        .singleElement()
        .asString()
        .startsWith("1 class for Java 999 were not verified by the JVM");
  }

  private Path jar(ClassDirectory classes) throws IOException {
    Path jar = temporary.resolve("shop.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String name : classes.snapshot().keySet()) {
        out.putNextEntry(new JarEntry(name));
        out.write(Files.readAllBytes(classes.path.resolve(name)));
      }
    }
    return jar;
  }

  @Test
  void withoutOriginalsOrAClassPathItSaysWhatIsNotProved() throws IOException {
    directory.compile("shop/Plain", PLAIN, "shop/Cart", CART).weave();

    Audit audit = Auditor.audit(AuditRequest.of(directory.path, List.of()));

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.notes(Check.REPRODUCIBLE))
        .containsExactly("no originals were given: nothing was woven again");
    assertThat(audit.notes(Check.RUNTIME))
        .containsExactly("no class path was given: the runtime that they will meet is not known");
    assertThat(audit.notes(Check.VERIFIED))
        .anyMatch(note -> note.endsWith("needs dev.weft.codegen.Frame"));
  }

  @Test
  void whatWasNotToBeWovenIsNoFinding() throws IOException {
    directory.compile("shop/Cart", CART);

    assertThat(
            Auditor.audit(request().choosing(Patterns.choose(List.of(), List.of("shop/**"))))
                .findings())
        .isEmpty();
    assertThat(findings()).isNotEmpty();
  }

  /** The record kept with the originals has the options. */
  @ParameterizedTest
  @EnumSource
  void whateverTheOptionsWereClassesAreWovenAgainWithThem(Layout layout) throws IOException {
    directory.compile("shop/Cart", CART);
    for (DirectCalls calls : DirectCalls.values()) {
      for (boolean keepLocals : List.of(true, false)) {
        weave(new Options(calls, keepLocals, layout));

        Audit audit = Auditor.audit(request());

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.notes()).isEmpty();
      }
    }
  }

  @Test
  void classesOfAModuleMayBeWovenInDifferentWays() throws IOException {
    directory.compile("shop/Cart", CART);
    weave(Options.DEFAULT.with(Layout.COVERAGE));
    directory.compile("shop/Other", CART.replace("Cart", "Other"));
    DirectoryWeaver.weave(
        directory
            .request()
            .choosing(Patterns.choose(List.of("shop/Other"), List.of()))
            .keepingOriginals(originals),
        WeaveLog.SILENT);

    Audit audit = Auditor.audit(request());

    assertThat(audit.woven()).isEqualTo(4);
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.notes()).isEmpty();
  }

  @Test
  void whatAnotherVersionWoveIsNotComparedWith() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    Path record = originals.resolve(".weft-record");
    String text = Files.readString(record, StandardCharsets.ISO_8859_1);
    Files.writeString(record, text.replace(" Weft ", " Waft "), StandardCharsets.ISO_8859_1);

    Audit audit = Auditor.audit(request());

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.notes(Check.REPRODUCIBLE))
        .containsExactly(
            "not woven again: class shop.Cart, woven by another version of Weft or not all alike");
  }

  @Test
  void warningsOfTheWeavingAreReportedAgain() throws IOException {
    directory.compile(
        "shop/Idle",
        "package shop; class Idle { @dev.weft.Async dev.weft.Coroutine<Void> m() { return dev.weft.Weft.done(); } }");
    weave();

    Audit audit = Auditor.audit(request());

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.warnings())
        .extracting(warning -> warning.code().id() + " " + warning.place())
        .containsExactly("WEFT-202 shop.Idle.m()");
  }

  @Test
  void aPathWithNothingThereIsAnError() {
    assertThatThrownBy(
            () -> Auditor.audit(AuditRequest.of(temporary.resolve("nowhere"), List.of())))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no directory or jar " + temporary.resolve("nowhere"));
  }

  @Test
  void aFileThatIsNoJarIsAnError() throws IOException {
    Path file = Files.writeString(temporary.resolve("shop.jar"), "no jar");

    assertThatThrownBy(() -> Auditor.audit(AuditRequest.of(file, List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot read " + file + " as a jar: ");
  }

  // ---- what is wrong

  @Test
  void aClassThatWasNotWovenIsFoundMethodByMethod() throws IOException {
    directory.compile(
        "shop/Cart", CART, "shop/Other", CART.replace("Cart", "Other").replace("Line", "Row"));
    weave();
    directory.write(
        "shop/Cart$Line", Compilation.javac(Map.of("shop/Cart", CART)).get("shop/Cart$Line"));
    directory.compile("shop/Other", CART.replace("Cart", "Other").replace("Line", "Row"));

    assertThat(findings())
        .contains(
            "WOVEN WEFT-117 shop.Other.count(int)",
            "TRANSFORMED WEFT-117 shop.Cart$Line.lambda in price",
            "TRANSFORMED WEFT-117 shop.Other$Row.lambda in price")
        .doesNotContain("TRANSFORMED WEFT-117 shop.Other.count(int)");
  }

  @Test
  void anAwaitByMethodReferenceIsFound() throws IOException {
    directory.compile(
        "shop/Sneaky",
        "package shop; class Sneaky { java.util.function.Function<dev.weft.Coroutine<?>, Object> f = dev.weft.Weft::await; }");

    assertThat(findings()).containsExactly("TRANSFORMED WEFT-117 shop.Sneaky.<init>()");
  }

  @Test
  void aClassThatTheJvmRefusesIsFoundOnceAndSoIsItsCause() throws IOException {
    directory.compile(
        "shop/Aware", "package shop; class Aware extends Plain {}", "shop/Plain", PLAIN);
    // As if int were an object.
    change(
        "shop/Plain",
        writer ->
            new ClassVisitor(Names.ASM_API, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] thrown) {
                boolean price = name.equals("price");
                return super.visitMethod(
                    access, name, price ? "()Ljava/lang/Object;" : desc, signature, thrown);
              }
            });

    Audit audit = Auditor.audit(request());

    assertThat(findings(audit)).containsExactly("VERIFIED WEFT-116 shop.Plain");
    assertThat(audit.findings().get(0).problem().explanation())
        .startsWith("A JVM that loads it throws java.lang.VerifyError: Bad return type");
  }

  @Test
  void aWovenMethodThatTheJvmRefusesIsFoundByBothVerifiers() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    change(
        "shop/Cart",
        writer ->
            new ClassVisitor(Names.ASM_API, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] thrown) {
                MethodVisitor method = super.visitMethod(access, name, desc, signature, thrown);
                return !name.equals("count$async")
                    ? method
                    : new MethodVisitor(Names.ASM_API, method) {
                      @Override
                      public void visitInsn(int opcode) {
                        super.visitInsn(opcode == Opcodes.IADD ? Opcodes.L2I : opcode);
                      }
                    };
              }
            });

    assertThat(findings())
        .contains("VERIFIED WEFT-116 shop.Cart")
        .anyMatch(finding -> finding.startsWith("VERIFIED WEFT-113 shop.Cart.count$async("))
        .contains("REPRODUCIBLE WEFT-119 shop.Cart");
  }

  @Test
  void aMissingGeneratedClassIsFound() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    Files.delete(directory.file("shop/Cart$weft$count"));

    assertThat(findings()).contains("CONSISTENT WEFT-118 shop.Cart");
  }

  @Test
  void aGeneratedClassThatNothingListsIsFound() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    directory.compile("shop/Cart", PLAIN.replace("Plain", "Cart"));
    Files.delete(directory.file("shop/Cart$Line"));

    assertThat(findings())
        .contains("CONSISTENT WEFT-118 shop.Cart$weft$count")
        .allMatch(finding -> finding.startsWith("CONSISTENT WEFT-118 shop.Cart$"));
  }

  @Test
  void anOutermostClassThatDoesNotListTheFramesIsFound() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    change(
        "shop/Cart",
        writer ->
            new ClassVisitor(Names.ASM_API, writer) {
              @Override
              public void visitNestMember(String member) {}
            });

    assertThat(findings()).contains("CONSISTENT WEFT-118 shop.Cart");
  }

  @Test
  void aDamagedClassFileIsFound() throws IOException {
    directory.compile("shop/Plain", PLAIN, "shop/Other", PLAIN.replace("Plain", "Other"));
    byte[] plain = directory.read("shop/Plain");
    directory.write("shop/Plain", java.util.Arrays.copyOf(plain, plain.length - 20));
    directory.write("shop/Empty", new byte[0]);

    assertThat(findings())
        .contains("WELL_FORMED WEFT-110 shop.Plain", "WELL_FORMED WEFT-110 shop.Empty")
        .noneMatch(finding -> finding.contains("shop.Other"));
  }

  @Test
  void aRuntimeThatIsMissingIsFound() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();

    assertThat(
            findings(
                Auditor.audit(
                    AuditRequest.of(directory.path, List.of(temporary)).withOriginals(originals))))
        .containsExactly("RUNTIME WEFT-111 ");
  }

  @Test
  void aClassThatAnotherToolChangedAfterwardsIsFound() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    change(
        "shop/Cart",
        writer ->
            new ClassVisitor(Names.ASM_API, writer) {
              @Override
              public void visitSource(String source, String debug) {}
            });

    assertThat(findings()).containsExactly("REPRODUCIBLE WEFT-119 shop.Cart");
  }

  @ParameterizedTest
  @EnumSource
  void aFrameClassThatAnotherToolChangedAfterwardsIsFound(Layout layout) throws IOException {
    directory.compile("shop/Cart", CART);
    weave(Options.DEFAULT.with(layout));
    change(
        "shop/Cart$weft$count",
        writer ->
            new ClassVisitor(Names.ASM_API, writer) {
              @Override
              public void visitEnd() {
                visitField(Opcodes.ACC_PUBLIC, "extra", "I", null, null);
                super.visitEnd();
              }
            });

    assertThat(findings()).containsExactly("REPRODUCIBLE WEFT-119 shop.Cart$weft$count");
  }

  @Test
  void aClassWithoutItsOriginalIsANote() throws IOException {
    directory.compile("shop/Cart", CART);
    weave();
    Map<String, byte[]> other = new TreeMap<>();
    Compilation.javac(Map.of("shop/Other", CART.replace("Cart", "Other"))).forEach(other::put);
    directory.write(other);
    directory.weave();

    Audit audit = Auditor.audit(request());

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.notes(Check.REPRODUCIBLE))
        .containsExactly("no originals were kept of class shop.Other: they were not woven again");
  }
}
