package dev.weft.transformer.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source file.
 *
 * @param unit what the parser made of it, as far as it came; null when it came to nothing
 */
record SourceText(Path path, List<String> lines, @Nullable CompilationUnit unit) {
  /** Reads and parses; null when there is nothing to read. */
  static @Nullable SourceText read(Path path, Charset charset) {
    String text;
    try {
      // Unlike Files.readString, this takes a file in another encoding too.
      text = new String(Files.readAllBytes(path), charset);
    } catch (IOException e) {
      return null;
    }
    return new SourceText(path, text.lines().toList(), parse(text));
  }

  /** The text of a line, counted from 1; empty where there is none. */
  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  private static @Nullable CompilationUnit parse(String text) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
            .setAttributeComments(false);
    try {
      return new JavaParser(configuration).parse(text).getResult().orElse(null);
    } catch (RuntimeException | StackOverflowError e) {
      // A newer language, or an expression nested thousands deep: the lines can be shown all the
      // same.
      return null;
    }
  }
}
