package dev.weft.transformer.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.TransformException;
import dev.weft.transformer.audit.AuditRequest;
import dev.weft.transformer.audit.Auditor;
import dev.weft.transformer.audit.Finding;
import dev.weft.transformer.bytecode.Hierarchy;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.DirectoryWeaver;
import dev.weft.transformer.directory.WeaveLog;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.directory.WeaveSummary;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.verify.Verifier;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Compiles a fixture, does to its class files what makes them as wrong as its code says, and weaves
 * them.
 */
final class Provocation {
  private static final Pattern REPEAT = Pattern.compile("/\\* (\\d+) times \\*/(.*)");

  private final Path classes;
  private final Path sources;
  private final DiagnosticCode code;
  private final String source;

  Provocation(DiagnosticCode code, String source) {
    // Always the same relative path: it is part of messages.
    Path folder = Path.of("target", "provocations", code.id());
    this.classes = folder.resolve("classes");
    this.sources = folder.resolve("sources");
    this.code = code;
    this.source = source;
  }

  /** The message of the only problem. */
  String message() throws IOException {
    deleteClasses();
    Path file = sources.resolve("shop/Cart.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    String compiled =
        REPEAT
            .matcher(source)
            .replaceAll((MatchResult m) -> m.group(2).repeat(Integer.parseInt(m.group(1))));
    Compilation.javac(Map.of("shop/Cart", compiled)).forEach(this::write);

    Sources found = new Sources(List.of(sources), StandardCharsets.UTF_8, sources);
    List<Diagnostic> problems =
        problems().stream().filter(problem -> !found.isSuppressed(problem)).toList();
    assertThat(problems).extracting(Diagnostic::code).containsExactly(code);
    return found.render(problems.get(0)).replace('\\', '/');
  }

  private void deleteClasses() throws IOException {
    for (Path folder : List.of(classes, classes.resolveSibling("originals"))) {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private List<Diagnostic> problems() throws IOException {
    return switch (code) {
      case UNREADABLE_CLASS -> weaveWithVersion(99);
      case OLD_CLASS_FILE -> weaveWithVersion(55);
      case RUNTIME_MISMATCH -> weave(List.of()).diagnostics();
      case WOVEN_BY_ANOTHER -> weaveWithMark();
      case INTERNAL -> List.of(verifyDamaged());
      case NOT_WOVEN -> audit();
      case VERIFICATION -> auditDamaged();
      case INCONSISTENT -> auditWithoutFrame();
      case NOT_REPRODUCIBLE -> auditChanged();
      case NOT_COUNTED -> weaveForCoverage();
      default -> weave(List.of(runtime())).diagnostics();
    };
  }

  private WeaveSummary weave(List<Path> classPath) throws IOException {
    return DirectoryWeaver.weave(WeaveRequest.of(classes, classPath), WeaveLog.SILENT);
  }

  private List<Diagnostic> weaveForCoverage() throws IOException {
    WeaveRequest request =
        WeaveRequest.of(classes, List.of(runtime())).with(Options.DEFAULT.with(Layout.COVERAGE));
    return DirectoryWeaver.weave(request, WeaveLog.SILENT).diagnostics();
  }

  private List<Diagnostic> weaveWithVersion(int version) throws IOException {
    byte[] bytes = read();
    bytes[7] = (byte) version;
    write("shop/Cart", bytes);
    return weave(List.of(runtime())).diagnostics();
  }

  private List<Diagnostic> weaveWithMark() throws IOException {
    ClassReader reader = new ClassReader(read());
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    AnnotationVisitor mark = writer.visitAnnotation("Ldev/weft/codegen/Woven;", false);
    mark.visit("abi", 7);
    mark.visitArray("frames").visitEnd();
    mark.visitEnd();
    write("shop/Cart", writer.toByteArray());
    return weave(List.of(runtime())).diagnostics();
  }

  // ---- what only a look at the output finds

  private List<Diagnostic> audit() throws IOException {
    return Auditor.audit(
            AuditRequest.of(classes, List.of(runtime()))
                .withOriginals(classes.resolveSibling("originals")))
        .findings()
        .stream()
        .map(Finding::problem)
        .toList();
  }

  private void weaveKeepingOriginals() throws IOException {
    WeaveRequest request =
        WeaveRequest.of(classes, List.of(runtime()))
            .keepingOriginals(classes.resolveSibling("originals"));
    assertThat(DirectoryWeaver.weave(request, WeaveLog.SILENT).diagnostics()).isEmpty();
  }

  private List<Diagnostic> auditDamaged() throws IOException {
    write("shop/Cart", withoutOnes(read()));
    return audit();
  }

  private List<Diagnostic> auditWithoutFrame() throws IOException {
    weaveKeepingOriginals();
    Files.delete(classes.resolve("shop/Cart$weft$total.class"));
    // What cannot be linked any more is not this code's matter.
    return audit().stream()
        .filter(problem -> problem.code() == DiagnosticCode.INCONSISTENT)
        .toList();
  }

  private List<Diagnostic> auditChanged() throws IOException {
    weaveKeepingOriginals();
    ClassReader reader = new ClassReader(read());
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, ClassReader.SKIP_DEBUG);
    write("shop/Cart", writer.toByteArray());
    return audit();
  }

  /** What the verifier says of the method if every int constant in it were missing. */
  private Diagnostic verifyDamaged() throws IOException {
    try {
      Verifier.verify(
          withoutOnes(read()), (name, desc) -> true, new Hierarchy(ClassFinder.platform()));
      throw new AssertionError("passed verification");
    } catch (TransformException e) {
      return e.diagnostic();
    }
  }

  private static byte[] withoutOnes(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Names.ASM_API, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String desc, String signature, String[] thrown) {
            return new MethodVisitor(
                Names.ASM_API, super.visitMethod(access, name, desc, signature, thrown)) {
              @Override
              public void visitInsn(int opcode) {
                if (opcode != Opcodes.ICONST_1) {
                  super.visitInsn(opcode);
                }
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }

  private byte[] read() throws IOException {
    return Files.readAllBytes(classes.resolve("shop/Cart.class"));
  }

  private void write(String name, byte[] bytes) {
    try {
      Path file = classes.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path runtime() {
    try {
      return Path.of(Weft.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
