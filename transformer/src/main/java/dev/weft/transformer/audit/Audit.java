package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;
import java.nio.file.Path;
import java.util.List;

/**
 * What was found in a directory or jar.
 *
 * @param classes how many class files it has
 * @param woven how many of them are woven
 * @param findings all that is wrong, in the order of the checks and then of the sources
 * @param notes what could not be proved, and why
 * @param warnings that the classes were woven with, as far as they are known
 */
public record Audit(
    Path path,
    int classes,
    int woven,
    List<Finding> findings,
    List<Note> notes,
    List<Diagnostic> warnings) {

  /** What is wrong about one claim. */
  public List<Diagnostic> findings(Check check) {
    return findings.stream()
        .filter(finding -> finding.check() == check)
        .map(Finding::problem)
        .toList();
  }

  /** What could not be proved of one claim. */
  public List<String> notes(Check check) {
    return notes.stream().filter(note -> note.check() == check).map(Note::text).toList();
  }
}
