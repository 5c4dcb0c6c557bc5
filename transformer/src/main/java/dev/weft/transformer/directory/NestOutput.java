package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of a nest.
 *
 * @param classes class files to write, by internal name, in this order
 * @param originals of those that are the user's, as the compiler wrote them; fewer where that is
 *     not known
 * @param plain candidates in which there turned out to be nothing async
 * @param generated all generated classes that the nest has then
 * @param upToDate how many of its classes were woven before
 */
record NestOutput(
    Map<String, byte[]> classes,
    Map<String, byte[]> originals,
    Map<String, byte[]> plain,
    Set<String> generated,
    List<Diagnostic> diagnostics,
    int methods,
    int hosts,
    int points,
    int upToDate) {

  static NestOutput unchanged(List<Diagnostic> diagnostics, int upToDate) {
    return new NestOutput(Map.of(), Map.of(), Map.of(), Set.of(), diagnostics, 0, 0, 0, upToDate);
  }

  /** How much memory it takes. */
  long bytes() {
    return bytes(classes) + bytes(originals);
  }

  private static long bytes(Map<String, byte[]> files) {
    return files.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
