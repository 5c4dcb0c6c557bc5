package dev.weft.transformer.page;

import java.io.IOException;

/** Makes any text safe between tags and in quoted attributes, in HTML and in XML. */
final class Escape {
  private static final char REPLACEMENT = '\uFFFD';

  private Escape() {}

  /** Appends {@code text} with the characters replaced that markup would understand. */
  static void escape(String text, Appendable out) throws IOException {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(isText(c) ? Character.toString(c) : String.valueOf(REPLACEMENT));
      }
    }
  }

  /** Neither a control character, nor half of a surrogate pair, nor no character at all. */
  private static boolean isText(int c) {
    if (c < ' ') {
      return c == '\n' || c == '\t' || c == '\r';
    }
    boolean control = c >= 0x7F && c <= 0x9F;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && (c & 0xFFFE) != 0xFFFE;
  }
}
