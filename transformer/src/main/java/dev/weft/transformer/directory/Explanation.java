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
 * @param notShown classes that are woven, and of which it is not known from what, or how
 */
public record Explanation(
    List<Explained> methods, List<Diagnostic> problems, List<NotShown> notShown) {
  /** A method and its source, if that was found. */
  public record Explained(MethodExplanation method, Optional<MethodText> text) {}

  /**
   * A class of which nothing is known.
   *
   * @param className its internal name
   */
  public record NotShown(String className, Reason reason) {}

  /** Why nothing is known of a woven class. */
  public enum Reason {
    NO_ORIGINAL("no original of it was kept"),
    OTHER_ORIGINAL(
        "the original that was kept does not fit: it is of another build, or the class was changed"
            + " after it was woven"),
    OTHER_WEAVING(
        "another version of Weft wove it, or not all classes of its nest were woven alike"),
    NEST("a class of its nest is not known");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** For a reader, to stand behind the name of the class. */
    public String text() {
      return text;
    }
  }
}
