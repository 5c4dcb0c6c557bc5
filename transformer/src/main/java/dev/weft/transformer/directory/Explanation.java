package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.source.MethodText;
import java.util.List;
import java.util.Optional;

/**
 * What weaving does to the classes of a directory.
 *
 * @param methods by the names of their classes, in the order of the source within one
 * @param problems sorted, without the silenced ones
 * @param withoutOriginal classes that are woven, and what the compiler wrote is not there any more,
 *     by internal name: nothing is known of them
 */
public record Explanation(
    List<Explained> methods, List<Diagnostic> problems, List<String> withoutOriginal) {
  /** A method and its source, if that was found. */
  public record Explained(MethodExplanation method, Optional<MethodText> text) {}
}
