package dev.weft.transformer.page;

import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.page.PageView.Segment;
import dev.weft.transformer.page.PageView.Source;
import dev.weft.transformer.source.MethodText;
import dev.weft.transformer.source.MethodText.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Cuts the source of a method into text and marks. */
final class SourceViews {
  /** The rest of a longer method is left out: a thousand of them must fit a page. */
  private static final int MOST_LINES = 250;

  private final MethodText text;
  private final List<Segment> segments = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();

  private SourceViews(MethodText text) {
    this.text = text;
  }

  static Source of(MethodText text, MethodExplanation method) {
    return new SourceViews(text).view(marks(text, method));
  }

  private record Place(int line, int column, int end) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byLine = Integer.compare(line, other.line);
      return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
  }

  /** The labels at each keyword; several where a finally block is in the bytecode repeatedly. */
  private static NavigableMap<Place, String> marks(MethodText text, MethodExplanation method) {
    NavigableMap<Place, String> marks = new TreeMap<>();
    int points = method.points().size();
    for (int i = 0; i < text.found().size(); i++) {
      String label = i < points ? Integer.toString(i + 1) : "T" + (i - points + 1);
      Optional<Found> found = text.found().get(i);
      found.ifPresent(
          at ->
              marks.merge(
                  new Place(at.line(), at.column(), at.end()), label, (a, b) -> a + " " + b));
    }
    return marks;
  }

  private Source view(NavigableMap<Place, String> marks) {
    int shown = Math.min(text.lines().size(), MOST_LINES);
    int indent = indent(shown);
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      int number = text.firstLine() + i;
      numbers.append(i == 0 ? "" : "\n").append(number);
      plain.append(i == 0 ? "" : "\n");
      addLine(text.lines().get(i), Math.min(indent, text.lines().get(i).length()), number, marks);
    }
    flush();
    int left = text.lines().size() - shown;
    return new Source(
        text.path() + ":" + text.firstLine(),
        numbers.toString(),
        segments,
        left == 0 ? null : "… " + Views.count(left, "more line"));
  }

  private void addLine(String line, int from, int number, NavigableMap<Place, String> marks) {
    int at = from;
    Place begin = new Place(number, 0, 0);
    Place end = new Place(number + 1, 0, 0);
    for (var mark : marks.subMap(begin, end).entrySet()) {
      int start = mark.getKey().column() - 1;
      int stop = Math.min(mark.getKey().end() - 1, line.length());
      if (start >= at && stop > start) {
        plain.append(line, at, start);
        flush();
        segments.add(new Segment(line.substring(start, stop), mark.getValue()));
        at = stop;
      }
    }
    plain.append(line, at, line.length());
  }

  private void flush() {
    if (!plain.isEmpty()) {
      segments.add(new Segment(plain.toString(), null));
      plain.setLength(0);
    }
  }

  /** The blanks that all lines begin with, but for a lambda's first, which begins elsewhere. */
  private int indent(int shown) {
    int indent = Integer.MAX_VALUE;
    for (String line : text.lines().subList(0, shown)) {
      if (!line.isBlank()) {
        indent = Math.min(indent, line.length() - line.stripLeading().length());
      }
    }
    return indent == Integer.MAX_VALUE ? 0 : indent;
  }
}
