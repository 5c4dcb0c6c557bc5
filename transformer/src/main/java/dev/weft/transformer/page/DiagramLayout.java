package dev.weft.transformer.page;

import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.explain.Point;
import dev.weft.transformer.explain.Tail;
import dev.weft.transformer.explain.Transition;
import dev.weft.transformer.explain.Transition.Kind;
import dev.weft.transformer.explain.Transition.Node;
import dev.weft.transformer.page.Lanes.Bus;
import dev.weft.transformer.page.PageView.Box;
import dev.weft.transformer.page.PageView.Diagram;
import dev.weft.transformer.page.PageView.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays a state machine out: one node a row, in the order of the code, so that it is as narrow as a
 * phone however long it is.
 *
 * <pre>
 *      start
 *        |
 *   .-- [1] --.     straight: to the next row
 *   |    |    |     left:     forwards over rows
 *   |   [2] --'     right:    back, and where an exception leads
 *   '-&gt; [3]
 *        |
 *      return
 * </pre>
 */
final class DiagramLayout {
  private static final int BOX_WIDTH = 300;
  private static final int BOX_HEIGHT = 42;
  private static final int PILL_WIDTH = 76;
  private static final int PILL_HEIGHT = 24;
  private static final int GAP = 18;

  /** How far above and below a box's middle lines come in and go out at its sides. */
  private static final int PORT = 8;

  private static final int PILL_PORT = 5;
  private static final int LANE = 9;
  private static final int MARGIN = 16;
  private static final int CORNER = 6;
  private static final int ARROW = 1;
  private static final int TEXT = 36;
  private static final int MOST_LETTERS = 36;

  private final MethodExplanation method;
  private final List<String> expressions;
  private final Map<Node, Row> rows =
      new TreeMap<>(Comparator.comparing(Node::kind).thenComparing(Node::number));
  private final List<Edge> edges = new ArrayList<>();

  private record Row(int number, Node node, int top, int height, int halfWidth, int port) {
    int middle() {
      return top + height / 2;
    }
  }

  private DiagramLayout(MethodExplanation method, List<String> expressions) {
    this.method = method;
    this.expressions = expressions;
  }

  static Diagram of(
      MethodExplanation method, List<Transition> transitions, List<String> expressions) {
    return new DiagramLayout(method, expressions).lay(transitions);
  }

  private Diagram lay(List<Transition> transitions) {
    int height = addRows(transitions);
    List<Transition> left = new ArrayList<>();
    List<Transition> right = new ArrayList<>();
    List<Transition> straight = new ArrayList<>();
    for (Transition transition : transitions) {
      int rowsDown = row(transition.to()).number() - row(transition.from()).number();
      (rowsDown == 1 ? straight : rowsDown > 1 && !transition.exceptional() ? left : right)
          .add(transition);
    }
    Lanes leftLanes = lanes(left);
    Lanes rightLanes = lanes(right);
    int leftSpace = leftLanes.count() == 0 ? 2 : MARGIN + leftLanes.count() * LANE;
    int rightSpace = rightLanes.count() == 0 ? 2 : MARGIN + rightLanes.count() * LANE;
    int center = leftSpace + BOX_WIDTH / 2;
    straight.forEach(transition -> addStraight(transition, center));
    leftLanes.lanes().forEach((bus, lane) -> addBus(bus, lane, center, -1));
    rightLanes.lanes().forEach((bus, lane) -> addBus(bus, lane, center, 1));
    List<Box> boxes = rows.values().stream().map(row -> box(row, center)).toList();
    String label = "State machine of " + method.method();
    return new Diagram(leftSpace + BOX_WIDTH + rightSpace, height, label, edges, boxes);
  }

  // ---- nodes ----

  /** Those that the transitions name; returns the height of all. */
  private int addRows(List<Transition> transitions) {
    rows.put(Node.START, new Row(0, Node.START, 0, 0, 0, 0));
    for (Point point : method.points()) {
      Node node = new Node(Kind.POINT, point.number());
      rows.put(node, new Row(0, node, 0, 0, 0, 0));
    }
    for (Tail tail : method.tails()) {
      Node node = new Node(Kind.TAIL, tail.number());
      rows.put(node, new Row(0, node, 0, 0, 0, 0));
    }
    transitions.forEach(
        transition -> rows.putIfAbsent(transition.to(), new Row(0, transition.to(), 0, 0, 0, 0)));
    int number = 0;
    int top = 2;
    for (Map.Entry<Node, Row> entry : rows.entrySet()) {
      Kind kind = entry.getKey().kind();
      boolean box = kind == Kind.POINT || kind == Kind.TAIL;
      int height = box ? BOX_HEIGHT : PILL_HEIGHT;
      entry.setValue(
          new Row(
              number++,
              entry.getKey(),
              top,
              height,
              (box ? BOX_WIDTH : PILL_WIDTH) / 2,
              box ? PORT : PILL_PORT));
      top += height + GAP;
    }
    return top - GAP + 2;
  }

  private Row row(Node node) {
    Row row = rows.get(node);
    if (row == null) {
      throw new IllegalStateException("no row for " + node);
    }
    return row;
  }

  private Box box(Row row, int center) {
    Node node = row.node();
    String expression = "";
    String second = "";
    String badge = "";
    switch (node.kind()) {
      case POINT -> {
        Point point = method.points().get(node.number() - 1);
        expression = expressions.get(node.number() - 1);
        second = detail(point);
        badge = Integer.toString(node.number());
      }
      case TAIL -> {
        Tail tail = method.tails().get(node.number() - 1);
        expression = "return " + expressions.get(method.points().size() + node.number() - 1);
        second = line(tail.line()) + (tail.direct() ? "direct, " : "") + "runs in place of this";
        badge = "T" + node.number();
      }
      case START -> expression = "start";
      case RETURN -> expression = "return";
      case THROW -> expression = "throw";
    }
    int x = center - row.halfWidth();
    String style = node.kind().name().toLowerCase(java.util.Locale.ROOT);
    String first = shortened(expression);
    return new Box(
        style,
        x,
        row.top(),
        2 * row.halfWidth(),
        row.height(),
        badge,
        x + TEXT / 2,
        badge.isEmpty() ? center : x + TEXT,
        badge.isEmpty() ? row.middle() + 4 : row.top() + 18,
        row.top() + 33,
        first,
        second,
        first.equals(expression) ? "" : expression);
  }

  private static String detail(Point point) {
    String saves =
        point.saved().isEmpty()
            ? "saves nothing"
            : "saves "
                + Views.count(point.saved().size(), "value")
                + ", "
                + Views.number(point.savedBytes())
                + " B";
    return line(point.line())
        + (point.awaited() == Point.Awaited.DIRECT ? "direct · " : "")
        + (point.guarded() ? "in try · " : "")
        + saves;
  }

  private static String line(int line) {
    return line == 0 ? "" : "line " + line + " · ";
  }

  private static String shortened(String text) {
    int letters = text.codePointCount(0, text.length());
    return letters <= MOST_LETTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_LETTERS - 1)) + "…";
  }

  // ---- edges ----

  private Lanes lanes(List<Transition> transitions) {
    return Lanes.of(
        transitions,
        node -> row(node).middle() + row(node).port(),
        node -> row(node).middle() - row(node).port());
  }

  private static String style(boolean exceptional, boolean arrow) {
    return (exceptional ? "x" : "e") + (arrow ? " a" : "");
  }

  private void addStraight(Transition transition, int center) {
    Row from = row(transition.from());
    Row to = row(transition.to());
    String path = "M" + center + " " + (from.top() + from.height()) + "V" + (to.top() - ARROW);
    edges.add(new Edge(path, style(transition.exceptional(), true)));
  }

  /**
   * The trunk is drawn once, with its farthest end; the other ends join it.
   *
   * @param side -1 left, 1 right
   */
  private void addBus(Bus bus, int lane, int center, int side) {
    int x = center + side * (BOX_WIDTH / 2 + MARGIN / 2 + CORNER / 2 + lane * LANE);
    Transition trunk = bus.farthest();
    for (Transition transition : bus.transitions()) {
      Row from = row(transition.from());
      Row to = row(transition.to());
      int start = from.middle() + from.port();
      int end = to.middle() - to.port();
      int down = end > start ? 1 : -1;
      int outer = x - side * CORNER;
      String out =
          "M%d %dH%dQ%d %d %d %d"
              .formatted(
                  center + side * from.halfWidth(),
                  start,
                  outer,
                  x,
                  start,
                  x,
                  start + down * CORNER);
      String in =
          "Q%d %d %d %dH%d".formatted(x, end, outer, end, center + side * (to.halfWidth() + ARROW));
      boolean exceptional = transition.exceptional();
      if (transition.equals(trunk)) {
        edges.add(new Edge(out + "V" + (end - down * CORNER) + in, style(exceptional, true)));
      } else if (bus.sameTarget()) {
        edges.add(new Edge(out, style(exceptional, false)));
      } else {
        edges.add(new Edge("M" + x + " " + (end - down * CORNER) + in, style(exceptional, true)));
      }
    }
  }
}
