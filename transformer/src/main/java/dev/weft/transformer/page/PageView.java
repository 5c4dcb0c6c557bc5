package dev.weft.transformer.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the templates ask for: texts and numbers, nothing left to decide. Null and the empty list
 * leave a section out.
 */
record PageView(
    String title,
    String css,
    String js,
    List<Stat> stats,
    List<Problem> problems,
    List<NotShown> notShown,
    List<ClassGroup> classes,
    boolean many,
    boolean warned) {

  boolean hasNotShown() {
    return !notShown.isEmpty();
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  boolean isEmpty() {
    return classes.isEmpty() && notShown.isEmpty();
  }

  /** A figure of the summary. */
  record Stat(String value, String label) {}

  /** A class of which nothing is known. */
  record NotShown(String name, String reason) {}

  /** A diagnostic. */
  record Problem(
      String id, String severity, String headline, String place, String link, String explanation) {}

  /** The methods of a class. */
  record ClassGroup(String pack, String name, List<Method> methods) {}

  /** A method. */
  record Method(
      String id,
      String name,
      String summary,
      List<Problem> problems,
      @Nullable Source source,
      @Nullable Diagram diagram,
      @Nullable String notDrawn,
      List<PointRow> points,
      List<TailRow> tails,
      List<SizeRow> sizes,
      String frameClass,
      String frame,
      String result) {
    boolean hasProblems() {
      return !problems.isEmpty();
    }

    boolean hasPoints() {
      return !points.isEmpty();
    }

    boolean hasTails() {
      return !tails.isEmpty();
    }
  }

  /**
   * Source lines.
   *
   * @param numbers one a line
   */
  record Source(String place, String numbers, List<Segment> segments, @Nullable String more) {}

  /**
   * A piece of source text.
   *
   * @param mark the numbers of the points that it belongs to; null of plain text
   */
  record Segment(String text, @Nullable String mark) {}

  /** A suspension point. */
  record PointRow(
      String number,
      String line,
      String expression,
      String callWord,
      String callClass,
      boolean guarded,
      List<SavedItem> saved,
      String bytes) {
    boolean savesNothing() {
      return saved.isEmpty();
    }
  }

  /** A saved value. */
  record SavedItem(String name, String type, int bytes) {}

  /** A tail await. */
  record TailRow(
      String number, String line, String expression, String callWord, String callClass) {}

  /**
   * A bar.
   *
   * @param percent of the way from 1 byte to 64 KiB, on a logarithmic scale
   */
  record SizeRow(String label, String bytes, String percent, String verdict, String level) {}

  /** A state machine, laid out. */
  record Diagram(int width, int height, String label, List<Edge> edges, List<Box> boxes) {}

  /** A line with an arrow, or a part of one. */
  record Edge(String path, String style) {}

  /** A node. */
  record Box(
      String style,
      int x,
      int y,
      int width,
      int height,
      String badge,
      int badgeX,
      int textX,
      int firstBase,
      int secondBase,
      String first,
      String second,
      String full) {}
}
