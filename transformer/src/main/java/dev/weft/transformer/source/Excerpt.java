package dev.weft.transformer.source;

import java.lang.Character.UnicodeScript;
import java.util.SortedSet;
import java.util.TreeSet;

/** The lines around a spot, numbered, with carets below what is meant. */
final class Excerpt {
  private static final String NUMBERED = "%5d | %s";
  private static final String NOT_NUMBERED = "      | %s";

  private Excerpt() {}

  /** Ends with a line feed. */
  static String of(SourceText source, Spot spot) {
    StringBuilder text = new StringBuilder();
    int previous = 0;
    for (int line : lines(source, spot)) {
      if (previous != 0 && line != previous + 1) {
        text.append("  ... |\n");
      }
      text.append(NUMBERED.formatted(line, source.line(line)).stripTrailing()).append('\n');
      if (line == spot.line() && spot.node().isPresent()) {
        text.append(NOT_NUMBERED.formatted(carets(source.line(line), spot))).append('\n');
      }
      previous = line;
    }
    return text.toString();
  }

  /**
   * The spot's line, its neighbours as far as they have something to say, and the line related to
   * it.
   */
  private static SortedSet<Integer> lines(SourceText source, Spot spot) {
    SortedSet<Integer> lines = new TreeSet<>();
    lines.add(spot.line());
    lines.add(spot.relatedLine());
    for (int neighbour : new int[] {spot.line() - 1, spot.line() + 1}) {
      if (!source.line(neighbour).isBlank()) {
        lines.add(neighbour);
      }
    }
    return lines;
  }

  private static String carets(String line, Spot spot) {
    StringBuilder carets = new StringBuilder();
    int end = Math.min(spot.end() - 1, line.length());
    for (int i = 0; i < end; ) {
      int c = line.codePointAt(i);
      boolean pointed = i >= spot.column() - 1;
      if (c == '\t' && !pointed) {
        carets.append('\t');
      } else {
        carets.append((pointed ? "^" : " ").repeat(isWide(c) ? 2 : 1));
      }
      i += Character.charCount(c);
    }
    return carets.toString();
  }

  /**
   * Whether a terminal takes two columns for a character: Chinese, Japanese, Korean, full-width
   * forms, pictures.
   */
  private static boolean isWide(int c) {
    if (c < 0x1100) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL
        || (c >= 0x3000 && c <= 0x303E)
        || (c >= 0xFF01 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF);
  }
}
