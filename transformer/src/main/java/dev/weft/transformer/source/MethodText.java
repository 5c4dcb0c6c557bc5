package dev.weft.transformer.source;

import java.util.List;
import java.util.Optional;

/**
 * The source of a method or lambda.
 *
 * @param path of its file, for people
 * @param firstLine the number of the first of {@code lines}
 * @param lines whole lines, annotations and modifiers included; of a lambda those that it reaches
 *     over
 * @param found for each spot that was asked for, where it is
 */
public record MethodText(
    String path, int firstLine, List<String> lines, List<Optional<Found>> found) {
  /**
   * An await or a return.
   *
   * @param line of its keyword
   * @param column of its keyword, counted from 1
   * @param end the column behind its keyword
   * @param expression what is awaited, on one line
   */
  public record Found(int line, int column, int end, String expression) {}
}
