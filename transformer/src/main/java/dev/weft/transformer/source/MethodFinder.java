package dev.weft.transformer.source;

import com.github.javaparser.Range;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.Node.TreeTraversal;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import dev.weft.transformer.source.MethodText.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a method by its name and lines, and in it the awaits behind instructions.
 *
 * <p>A compiler writes the awaits of a line in the order in which they are evaluated, so the n-th
 * instruction of a line is the n-th expression, arguments before their call. A finally block may be
 * there several times in the bytecode: then its expressions are counted round again.
 */
final class MethodFinder {
  private final SourceText source;
  private final MethodPlace place;
  private final Node method;

  private MethodFinder(SourceText source, MethodPlace place, Node method) {
    this.source = source;
    this.place = place;
    this.method = method;
  }

  /** Nothing where the source does not fit to the class file. */
  static Optional<MethodText> find(SourceText source, String shownPath, MethodPlace place) {
    return method(source, place)
        .map(method -> new MethodFinder(source, place, method).text(shownPath));
  }

  /** The innermost that has the lines and the name; of several lambdas the one with the awaits. */
  private static Optional<Node> method(SourceText source, MethodPlace place) {
    if (source.unit() == null || place.firstLine() == 0) {
      return Optional.empty();
    }
    return source
        .unit()
        .findAll(
            Node.class,
            node ->
                (place.lambda()
                        ? node instanceof LambdaExpr
                        : node instanceof MethodDeclaration declaration
                            && declaration.getNameAsString().equals(place.name()))
                    && contains(node, place.firstLine())
                    && contains(node, place.lastLine()))
        .stream()
        .min(
            Comparator.comparingInt(MethodFinder::height)
                .thenComparingInt(node -> Math.abs(awaits(node).size() - place.spots().size())));
  }

  private static boolean contains(Node node, int line) {
    return node.getRange()
        .map(range -> range.begin.line <= line && line <= range.end.line)
        .orElse(false);
  }

  private static int height(Node node) {
    return node.getRange().map(Range::getLineCount).orElse(Integer.MAX_VALUE);
  }

  private MethodText text(String shownPath) {
    Range range = method.getRange().orElseThrow();
    List<String> lines = new ArrayList<>();
    for (int line = range.begin.line; line <= range.end.line; line++) {
      lines.add(source.line(line));
    }
    return new MethodText(shownPath, range.begin.line, lines, found());
  }

  // ---- the spots ----

  private List<Optional<Found>> found() {
    List<MethodCallExpr> awaits = awaits(method);
    List<Expression> returned = returned();
    Map<MethodPlace.Spot, Integer> seen = new HashMap<>();
    List<Optional<Found>> found = new ArrayList<>();
    for (MethodPlace.Spot spot : place.spots()) {
      int ordinal = seen.merge(spot, 1, Integer::sum) - 1;
      found.add(
          spot.isReturn()
              ? nth(returned, spot.line(), ordinal).map(this::ofReturn)
              : nth(awaits, spot.line(), ordinal).map(this::ofAwait));
    }
    return found;
  }

  /** Those of the method itself, not of lambdas and classes inside it; arguments come first. */
  private static List<MethodCallExpr> awaits(Node method) {
    List<MethodCallExpr> awaits = new ArrayList<>();
    method.walk(
        TreeTraversal.POSTORDER,
        node -> {
          if (node instanceof MethodCallExpr call
              && Locator.isAwait(call)
              && !call.getArguments().isEmpty()
              && isIn(method, call)) {
            awaits.add(call);
          }
        });
    return awaits;
  }

  private List<Expression> returned() {
    if (method instanceof LambdaExpr lambda && lambda.getExpressionBody().isPresent()) {
      return List.of(lambda.getExpressionBody().get());
    }
    return method.findAll(ReturnStmt.class, statement -> isIn(method, statement)).stream()
        .flatMap(statement -> statement.getExpression().stream())
        .toList();
  }

  private static boolean isIn(Node method, Node node) {
    return Locator.callable(node).filter(at -> isSame(at, method)).isPresent();
  }

  /** Nodes are equal where they have the same text. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Node one, Node other) {
    return one == other;
  }

  /**
   * The n-th that begins on a line, or else one that reaches over it: some compilers give a part of
   * a statement the line on which all of it begins.
   */
  private static <N extends Node> Optional<N> nth(List<N> nodes, int line, int ordinal) {
    List<N> beginning =
        nodes.stream()
            .filter(node -> Locator.start(node).map(at -> at.line == line).orElse(false))
            .toList();
    if (!beginning.isEmpty()) {
      return Optional.of(beginning.get(ordinal % beginning.size()));
    }
    return nodes.stream()
        .filter(node -> contains(node, line))
        .min(Comparator.comparingInt(MethodFinder::height));
  }

  private Found ofAwait(MethodCallExpr call) {
    Range name = call.getName().getRange().orElseThrow();
    return new Found(
        name.begin.line, name.begin.column, name.end.column + 1, text(call.getArgument(0)));
  }

  private Found ofReturn(Expression value) {
    Range range =
        value
            .getParentNode()
            .filter(ReturnStmt.class::isInstance)
            .flatMap(Node::getRange)
            .orElseGet(() -> value.getRange().orElseThrow());
    boolean statement = value.getParentNode().filter(ReturnStmt.class::isInstance).isPresent();
    String line = source.line(range.begin.line);
    int end =
        statement
            ? range.begin.column + "return".length()
            : range.end.line == range.begin.line ? range.end.column + 1 : line.length() + 1;
    return new Found(range.begin.line, range.begin.column, end, text(value));
  }

  /** An expression as the author wrote it, on one line. */
  private String text(Node node) {
    Range range = node.getRange().orElseThrow();
    StringBuilder text = new StringBuilder();
    for (int at = range.begin.line; at <= range.end.line; at++) {
      String line = source.line(at);
      int begin = at == range.begin.line ? range.begin.column - 1 : 0;
      int end = at == range.end.line ? range.end.column : line.length();
      text.append(line, Math.min(begin, line.length()), Math.min(end, line.length())).append('\n');
    }
    return text.toString().strip().replaceAll("\\s*\\n\\s*(?=[.)])", "").replaceAll("\\s+", " ");
  }
}
