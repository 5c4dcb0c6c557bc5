package dev.weft.transformer.source;

import dev.weft.transformer.Diagnostic;
import java.util.Optional;

/** Puts a problem into words and lines. */
final class Message {
  private static final int WIDTH = 110;
  private static final String INDENT = "   ";

  private Message() {}

  /** With as much of the place as the class file tells. */
  static String withoutSource(Diagnostic problem) {
    String path = problem.sourcePath();
    if (path == null) {
      return head(problem.place(), problem) + explanation(problem);
    }
    String line = problem.line() == 0 ? "" : ":[" + problem.line() + "]";
    return head(path + line, problem)
        + INDENT
        + "in "
        + problem.place()
        + "\n"
        + explanation(problem);
  }

  /** With the excerpt, if it is known what to show. */
  static String withSource(
      Diagnostic problem, String path, SourceText source, Optional<Spot> spot) {
    if (spot.isEmpty()) {
      return head(path, problem) + INDENT + "in " + problem.place() + "\n" + explanation(problem);
    }
    Spot at = spot.get();
    return head(path + ":[" + at.line() + "," + at.column() + "]", problem)
        + Excerpt.of(source, at)
        + explanation(problem);
  }

  private static String head(String place, Diagnostic problem) {
    String colon = place.isEmpty() ? "" : place.endsWith("]") ? " " : ": ";
    return place + colon + problem.code().headline() + "  [" + problem.code().id() + "]\n";
  }

  /** Broken into lines between words; line feeds in it stay, as in a listing. */
  private static String explanation(Diagnostic problem) {
    StringBuilder text = new StringBuilder();
    for (String paragraph : problem.explanation().split("\n", -1)) {
      if (paragraph.startsWith(" ")) {
        text.append(INDENT).append(paragraph).append('\n');
        continue;
      }
      StringBuilder line = new StringBuilder(INDENT);
      for (String word : paragraph.split(" ", -1)) {
        if (line.length() > INDENT.length() && line.length() + word.length() > WIDTH) {
          text.append(line.toString().stripTrailing()).append('\n');
          line = new StringBuilder(INDENT);
        }
        line.append(word).append(' ');
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }
}
