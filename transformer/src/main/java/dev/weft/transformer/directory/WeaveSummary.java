package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a run did.
 *
 * @param failed whether problems kept every file as it was
 * @param methods how many methods and lambdas were woven
 * @param classes how many of the user's classes have them
 * @param points how many suspension points they have
 * @param upToDate how many classes an earlier run had woven already
 * @param diagnostics all problems, in the order of the sources
 * @param written class files that were replaced or added, in this order
 * @param deleted generated class files whose method is gone
 */
public record WeaveSummary(
    boolean failed,
    int methods,
    int classes,
    int points,
    int upToDate,
    long millis,
    List<Diagnostic> diagnostics,
    List<Path> written,
    List<Path> deleted) {

  /** How many of the problems are errors. */
  public int errors() {
    return (int) diagnostics.stream().filter(Diagnostic::isError).count();
  }

  /** How many of the problems are warnings. */
  public int warnings() {
    return diagnostics.size() - errors();
  }

  /** Whether there is no async code, and was none: then there is nothing to tell. */
  public boolean nothingAsync() {
    return methods == 0 && upToDate == 0 && deleted.isEmpty();
  }

  /** Such as {@code 12 methods in 4 classes, 31 suspension points, 0.2 s}. */
  public String text() {
    if (failed) {
      return count(errors(), "error") + ", " + count(warnings(), "warning") + ": nothing was woven";
    }
    if (methods == 0) {
      return deleted.isEmpty()
          ? "everything is up to date"
          : count(deleted.size(), "generated class") + " deleted, the methods are gone";
    }
    return count(methods, "method")
        + " in "
        + count(classes, "class")
        + ", "
        + count(points, "suspension point")
        + String.format(Locale.ROOT, ", %.1f s", millis / 1000.0);
  }

  private static String count(int number, String noun) {
    String plural = noun.endsWith("s") ? "es" : "s";
    return number + " " + noun + (number == 1 ? "" : plural);
  }
}
