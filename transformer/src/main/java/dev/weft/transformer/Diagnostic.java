package dev.weft.transformer;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A problem in the user's code: where, what, why, and the way out.
 *
 * @param className the internal name of the class
 * @param method what a reader calls the method: name and parameter types; empty for a whole class
 * @param sourceFile the class file's SourceFile attribute
 * @param line in the source file; 0 where the class file has no line numbers
 * @param called the name of the method whose call on that line is meant; null where no call is
 * @param severity that of the code, unless the user has chosen another, see {@link Severities}
 * @param explanation one or more sentences: the reason, and the remedy
 */
public record Diagnostic(
    DiagnosticCode code,
    String className,
    String method,
    @Nullable String sourceFile,
    int line,
    @Nullable String called,
    DiagnosticCode.Severity severity,
    String explanation) {
  /** In the order in which a reader goes through sources. */
  public static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::className)
          .thenComparingInt(Diagnostic::line)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::method)
          .thenComparing(Diagnostic::explanation);

  /** A problem that is not about a call. */
  public Diagnostic(
      DiagnosticCode code,
      String className,
      String method,
      @Nullable String sourceFile,
      int line,
      String explanation) {
    this(code, className, method, sourceFile, line, null, code.severity(), explanation);
  }

  /** The same problem, with the name of the method whose call is meant. */
  public Diagnostic withCalled(@Nullable String called) {
    return new Diagnostic(code, className, method, sourceFile, line, called, severity, explanation);
  }

  /** The same problem, as grave as the user wants it to be. */
  public Diagnostic withSeverity(DiagnosticCode.Severity severity) {
    return new Diagnostic(code, className, method, sourceFile, line, called, severity, explanation);
  }

  /** Whether it fails the build. */
  public boolean isError() {
    return severity == DiagnosticCode.Severity.ERROR;
  }

  /**
   * The path of the source file as far as the class file tells: the package's folder and the file's
   * name.
   */
  public @Nullable String sourcePath() {
    return sourcePath(className, sourceFile);
  }

  /** The same of any class. */
  public static @Nullable String sourcePath(String className, @Nullable String sourceFile) {
    if (sourceFile == null) {
      return null;
    }
    int slash = className.lastIndexOf('/');
    return slash < 0 ? sourceFile : className.substring(0, slash + 1) + sourceFile;
  }

  /** The class as its source writes it, and the method. */
  public String place() {
    String name = className.replace('/', '.');
    return method.isEmpty() ? name : name + "." + method;
  }
}
