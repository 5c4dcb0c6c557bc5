package dev.weft.transformer.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param path a directory of class files, or a jar
 * @param classPath directories and jars that they run with; {@code path} need not be among them
 * @param originals where the originals of woven classes were kept, and how they were woven; null if
 *     they were not
 * @param chosen which nests were to be woven, by the internal name of their outermost class
 */
public record AuditRequest(
    Path path, List<Path> classPath, @Nullable Path originals, Predicate<String> chosen) {

  /** All classes, without originals. */
  public static AuditRequest of(Path path, List<Path> classPath) {
    return new AuditRequest(path, classPath, null, name -> true);
  }

  /** With originals to weave again. */
  public AuditRequest withOriginals(Path directory) {
    return new AuditRequest(path, classPath, directory, chosen);
  }

  /** With another choice of classes. */
  public AuditRequest choosing(Predicate<String> newChosen) {
    return new AuditRequest(path, classPath, originals, newChosen);
  }
}
