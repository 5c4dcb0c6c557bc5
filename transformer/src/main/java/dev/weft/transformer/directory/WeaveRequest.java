package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * What to weave and how.
 *
 * @param classes the directory whose class files are replaced
 * @param classPath directories and jars that they were compiled against; {@code classes} need not
 *     be among them
 * @param chosen which nests are woven, by the internal name of their outermost class
 * @param failOnWarning whether a warning stops the run as an error does
 * @param silenced warnings that the user does not want to hear of
 */
public record WeaveRequest(
    Path classes,
    List<Path> classPath,
    Predicate<String> chosen,
    Options options,
    boolean failOnWarning,
    Predicate<Diagnostic> silenced) {

  /** Everything in a directory, with the default options. */
  public static WeaveRequest of(Path classes, List<Path> classPath) {
    return new WeaveRequest(
        classes, classPath, name -> true, Options.DEFAULT, false, warning -> false);
  }

  /** With another choice of classes, see {@link Patterns}. */
  public WeaveRequest choosing(Predicate<String> newChosen) {
    return new WeaveRequest(classes, classPath, newChosen, options, failOnWarning, silenced);
  }

  /** With other options. */
  public WeaveRequest with(Options newOptions) {
    return new WeaveRequest(classes, classPath, chosen, newOptions, failOnWarning, silenced);
  }

  /** With warnings as grave as errors, or not. */
  public WeaveRequest failingOnWarning(boolean fail) {
    return new WeaveRequest(classes, classPath, chosen, options, fail, silenced);
  }

  /** Without the warnings for which {@code newSilenced} holds. */
  public WeaveRequest silencing(Predicate<Diagnostic> newSilenced) {
    return new WeaveRequest(classes, classPath, chosen, options, failOnWarning, newSilenced);
  }
}
