package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a nest.
 *
 * @param classes class files to write, by internal name, in this order
 * @param generated which of them are new classes rather than changed ones
 * @param upToDate how many of its classes were woven before
 */
record NestOutput(
    Map<String, byte[]> classes,
    Set<String> generated,
    List<Diagnostic> diagnostics,
    int methods,
    int hosts,
    int points,
    int upToDate) {

  static NestOutput unchanged(List<Diagnostic> diagnostics, int upToDate) {
    return new NestOutput(Map.of(), Set.of(), diagnostics, 0, 0, 0, upToDate);
  }

  /** How much memory it takes. */
  long bytes() {
    return classes.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
