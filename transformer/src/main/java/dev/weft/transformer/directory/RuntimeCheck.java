package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Names;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;

/** Whether woven code and the runtime that it will link to keep the same contract. */
public final class RuntimeCheck {
  private RuntimeCheck() {}

  /**
   * WEFT-111 unless the runtime on the class path is of our ABI. The value is read from the file;
   * no class is loaded.
   */
  public static Optional<Diagnostic> check(ClassFinder finder, ClassPath classPath) {
    byte[] bytes = finder.find(Names.ABI_CLASS);
    if (bytes == null) {
      return problem(
          "This Weft weaves for ABI "
              + Names.ABI
              + ", but there is no weft-runtime on the class path. Add the dependency"
              + " dev.weft:weft-runtime in the version of the build plugin.");
    }
    Integer version = version(bytes);
    if (version != null && version == Names.ABI) {
      return Optional.empty();
    }
    Path where = classPath.whereIs(Names.ABI_CLASS);
    return problem(
        "This Weft weaves for ABI "
            + Names.ABI
            + ", but the weft-runtime on the class path has "
            + (version == null ? "no ABI that can be read" : "ABI " + version)
            + (where == null ? "" : " (" + where + ")")
            + ". Give the dependency dev.weft:weft-runtime and the build plugin the same version.");
  }

  private static @Nullable Integer version(byte[] classFile) {
    @Nullable Integer[] version = {null};
    try {
      new ClassReader(classFile)
          .accept(
              new ClassVisitor(Names.ASM_API) {
                @Override
                public @Nullable FieldVisitor visitField(
                    int access,
                    String name,
                    String desc,
                    @Nullable String signature,
                    @Nullable Object value) {
                  if (name.equals("VERSION") && value instanceof Integer number) {
                    version[0] = number;
                  }
                  return null;
                }
              },
              ClassReader.SKIP_CODE);
    } catch (RuntimeException e) {
      // Damaged or too new: the same as no version.
      return null;
    }
    return version[0];
  }

  private static Optional<Diagnostic> problem(String explanation) {
    // Of no class: it is the module that is wrong.
    return Optional.of(
        new Diagnostic(DiagnosticCode.RUNTIME_MISMATCH, "", "", null, 0, explanation));
  }
}
