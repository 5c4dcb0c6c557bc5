package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Options;
import dev.weft.transformer.Severities;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to weave and how.
 *
 * @param classes the directory whose class files are replaced
 * @param classPath directories and jars that they were compiled against; {@code classes} need not
 *     be among them
 * @param chosen which nests are woven, by the internal name of their outermost class
 * @param failOnWarning whether a warning stops the run as an error does
 * @param silenced warnings that the user does not want to hear of
 * @param severities how grave the user wants which problems to be
 * @param originals the directory that keeps the class files as the compiler wrote them, see {@link
 *     Originals}; null to keep none
 */
public record WeaveRequest(
    Path classes,
    List<Path> classPath,
    Predicate<String> chosen,
    Options options,
    boolean failOnWarning,
    Predicate<Diagnostic> silenced,
    Severities severities,
    @Nullable Path originals) {

  /** Everything in a directory, with the default options. */
  public static WeaveRequest of(Path classes, List<Path> classPath) {
    return new WeaveRequest(
        classes,
        classPath,
        name -> true,
        Options.DEFAULT,
        false,
        warning -> false,
        Severities.DEFAULT,
        null);
  }

  /** With another choice of classes, see {@link Patterns}. */
  public WeaveRequest choosing(Predicate<String> newChosen) {
    return new WeaveRequest(
        classes, classPath, newChosen, options, failOnWarning, silenced, severities, originals);
  }

  /** With other options. */
  public WeaveRequest with(Options newOptions) {
    return new WeaveRequest(
        classes, classPath, chosen, newOptions, failOnWarning, silenced, severities, originals);
  }

  /** With warnings as grave as errors, or not. */
  public WeaveRequest failingOnWarning(boolean fail) {
    return new WeaveRequest(
        classes, classPath, chosen, options, fail, silenced, severities, originals);
  }

  /** Without the warnings for which {@code newSilenced} holds. */
  public WeaveRequest silencing(Predicate<Diagnostic> newSilenced) {
    return new WeaveRequest(
        classes, classPath, chosen, options, failOnWarning, newSilenced, severities, originals);
  }

  /** With other severities. */
  public WeaveRequest rating(Severities newSeverities) {
    return new WeaveRequest(
        classes, classPath, chosen, options, failOnWarning, silenced, newSeverities, originals);
  }

  /** With originals kept in a directory, which need not exist yet. */
  public WeaveRequest keepingOriginals(Path directory) {
    return new WeaveRequest(
        classes, classPath, chosen, options, failOnWarning, silenced, severities, directory);
  }
}
