package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Says what is wrong with a class file that cannot be read. */
public final class Damage {
  /** The newest class file version that the ASM we are built with reads; a test asks it. */
  static final int NEWEST_VERSION = Opcodes.V28;

  /** Java 1 wrote version 45, and each release since then the next one. */
  private static final int JAVA_0 = 44;

  private static final int MAGIC = 0xCAFEBABE;

  private Damage() {}

  /** WEFT-110 for a class file that can be read, but that a JVM refuses for {@code reason}. */
  static Diagnostic refused(String name, String file, byte[] bytes, String reason) {
    return describe(name, file, bytes, "a JVM that loads it throws " + reason);
  }

  /** WEFT-110 for a class file; reading it failed with {@code reason}. */
  public static Diagnostic describe(String name, String file, byte[] bytes, Throwable reason) {
    return describe(name, file, bytes, "reading it fails with " + reason);
  }

  private static Diagnostic describe(String name, String file, byte[] bytes, String fault) {
    int version = version(bytes);
    if (version > NEWEST_VERSION) {
      return problem(
          name,
          file
              + " has class file version "
              + named(version)
              + ", this Weft reads versions up to "
              + named(NEWEST_VERSION)
              + ". Compile with an older --release, or use a newer Weft.");
    }
    String versions =
        version == 0
            ? "it does not begin as a class file does"
            : "it has version "
                + named(version)
                + " and should be readable, Weft reads up to "
                + named(NEWEST_VERSION);
    return problem(
        name,
        file
            + " is damaged: "
            + versions
            + ", but "
            + fault
            + ". Delete it and compile again; if that does not help, another tool of the build writes it wrongly.");
  }

  /** WEFT-110 for a class whose file does not fit to others. */
  static Diagnostic problem(String name, String explanation) {
    return new Diagnostic(DiagnosticCode.UNREADABLE_CLASS, name, "", null, 0, explanation);
  }

  /** What reading all of a class file fails with; null when it is sound. */
  public static @Nullable Throwable of(byte[] bytes) {
    try {
      new ClassReader(bytes).accept(new ClassNode(), ClassReader.EXPAND_FRAMES);
      return null;
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      // A damaged switch may well ask for an array of two billion labels.
      return e;
    }
  }

  private static String named(int version) {
    return version + " (Java " + (version - JAVA_0) + ")";
  }

  /** The major version, 0 when it is no class file. */
  private static int version(byte[] bytes) {
    if (bytes.length < 8) {
      return 0;
    }
    int magic = (short2(bytes, 0) << 16) | short2(bytes, 2);
    return magic == MAGIC ? short2(bytes, 6) : 0;
  }

  private static int short2(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }
}
