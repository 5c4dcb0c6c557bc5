package dev.weft.transformer.source;

import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the syntax that a problem is about. A class file tells a line at best; which expression of
 * the line is meant follows from the kind of problem.
 *
 * <pre>
 *   run(() -&gt; await(a), await(b));      WEFT-102, await in a lambda: the first.  WEFT-101, outside @Async: the second.
 * </pre>
 */
final class Locator {
  private final CompilationUnit unit;
  private final Diagnostic problem;

  private Locator(CompilationUnit unit, Diagnostic problem) {
    this.unit = unit;
    this.problem = problem;
  }

  /** Where to point; nowhere for a problem that is of no line and no declaration. */
  static Optional<Spot> find(SourceText source, Diagnostic problem) {
    CompilationUnit unit = source.unit();
    Optional<? extends Node> node =
        unit == null
            ? Optional.empty()
            : new Locator(unit, problem).node().filter(n -> n.getRange().isPresent());
    if (node.isPresent()) {
      return Optional.of(spot(source, node.get(), problem));
    }
    return problem.line() == 0 ? Optional.empty() : Optional.of(wholeLine(source, problem.line()));
  }

  private Optional<? extends Node> node() {
    return switch (problem.code()) {
      case AWAIT_OUTSIDE_ASYNC -> await(this::isInMethod);
      case AWAIT_IN_LAMBDA ->
          await(call -> callable(call).filter(LambdaExpr.class::isInstance).isPresent());
      case AWAIT_IN_INITIALIZER ->
          await(
              call ->
                  callable(call)
                      .filter(at -> at instanceof MethodDeclaration || at instanceof LambdaExpr)
                      .isEmpty());
      case AWAIT_IN_SYNCHRONIZED -> await(call -> monitor(call).isPresent());
      case INDIRECT_AWAIT ->
          first(MethodReferenceExpr.class, reference -> reference.getIdentifier().equals("await"));
      case UNPROTECTED_RETURN -> returned();
      case SYNCHRONIZED_METHOD -> declaration().map(Locator::synchronizedModifier);
      case RETURN_TYPE -> declaration().map(MethodDeclaration::getType);
      case NO_BODY, TOO_LARGE, INTERNAL, OLD_CLASS_FILE, NO_AWAIT, NEVER_COMPILED, NOT_COUNTED ->
          declarationName();
      case NEVER_AWAITED,
          BLOCKING_CALL,
          AWAITED_TWICE,
          AWAIT_WHILE_LOCKED,
          DROPPED_TASK,
          BLOCKING_OVERRIDE ->
          called();
      case SWALLOWED_CANCELLATION ->
          first(CatchClause.class, handler -> true).map(CatchClause::getParameter);
      case NULL_RETURNED -> first(NullLiteralExpr.class, value -> true);
      case NOT_WOVEN -> problem.called() == null ? declarationName() : await(call -> true);
      case UNREADABLE_CLASS,
          RUNTIME_MISMATCH,
          WOVEN_BY_ANOTHER,
          VERIFICATION,
          INCONSISTENT,
          NOT_REPRODUCIBLE ->
          Optional.empty();
      default -> first(MethodCallExpr.class, call -> true);
    };
  }

  // ---- expressions of a line ----

  /** The await for which {@code fits} holds, or else any on the line. */
  private Optional<MethodCallExpr> await(Predicate<MethodCallExpr> fits) {
    return first(MethodCallExpr.class, call -> isAwait(call) && fits.test(call))
        .or(() -> first(MethodCallExpr.class, Locator::isAwait));
  }

  static boolean isAwait(MethodCallExpr call) {
    return call.getNameAsString().equals("await")
        && call.getScope()
            .map(scope -> scope.toString().equals("Weft") || scope.toString().endsWith(".Weft"))
            .orElse(true);
  }

  /** The call or method reference that the problem names, or else any call on the line. */
  private Optional<? extends Node> called() {
    String name = problem.called();
    return first(
            MethodCallExpr.class, call -> call.getNameAsString().equals(name) && startsOnLine(call))
        .<Node>map(call -> call)
        .or(
            () ->
                first(
                    MethodReferenceExpr.class, reference -> reference.getIdentifier().equals(name)))
        .or(() -> first(MethodCallExpr.class, call -> true));
  }

  private boolean isInMethod(Node call) {
    return callable(call)
        .filter(
            at ->
                at instanceof MethodDeclaration method
                    && method.getNameAsString().equals(methodName()))
        .isPresent();
  }

  private String methodName() {
    int parameters = problem.method().indexOf('(');
    return parameters < 0 ? problem.method() : problem.method().substring(0, parameters);
  }

  /** The call whose value is returned: javac's line is that of the call, not of the return. */
  private Optional<? extends Node> returned() {
    return first(ReturnStmt.class, statement -> statement.getExpression().isPresent())
        .flatMap(ReturnStmt::getExpression)
        .<Node>map(value -> value)
        .or(() -> first(MethodCallExpr.class, call -> true));
  }

  /**
   * The outermost, leftmost node of the line that fits; or one that reaches over the line; or one
   * further down in a statement that reaches over it, since compilers give some parts of a
   * statement the line on which all of it begins.
   */
  private <N extends Node> Optional<N> first(Class<N> type, Predicate<N> fits) {
    List<N> all = unit.findAll(type, fits);
    int line = problem.line();
    return all.stream()
        .filter(this::startsOnLine)
        .findFirst()
        .or(() -> all.stream().filter(node -> contains(node, line)).reduce((outer, inner) -> inner))
        .or(
            () ->
                all.stream()
                    .filter(
                        node ->
                            ancestor(node, at -> at instanceof Statement && contains(at, line))
                                .isPresent())
                    .filter(node -> start(node).map(start -> start.line > line).orElse(false))
                    .findFirst());
  }

  private boolean startsOnLine(Node node) {
    return start(node).map(start -> start.line == problem.line()).orElse(false);
  }

  private static boolean contains(Node node, int line) {
    return node.getRange()
        .map(range -> range.begin.line <= line && line <= range.end.line)
        .orElse(false);
  }

  // ---- what an expression stands in ----

  /** The method or lambda around a node; nothing in a constructor or initialiser. */
  static Optional<Node> callable(Node node) {
    return ancestor(
        node,
        at ->
            at instanceof MethodDeclaration
                || at instanceof LambdaExpr
                || Declarations.isInitializer(at));
  }

  /** The synchronized block that is held at a node. */
  private static Optional<SynchronizedStmt> monitor(Node node) {
    return ancestor(
            node,
            at -> {
              boolean inBody =
                  at instanceof SynchronizedStmt block && block.getBody().isAncestorOf(node);
              return inBody || at instanceof MethodDeclaration || at instanceof LambdaExpr;
            })
        .filter(SynchronizedStmt.class::isInstance)
        .map(SynchronizedStmt.class::cast);
  }

  private static Optional<Node> ancestor(Node node, Predicate<Node> fits) {
    Optional<Node> at = node.getParentNode();
    while (at.isPresent() && !fits.test(at.get())) {
      at = at.get().getParentNode();
    }
    return at;
  }

  // ---- declarations ----

  private Optional<MethodDeclaration> declaration() {
    return Declarations.method(unit, problem);
  }

  private Optional<? extends Node> declarationName() {
    return problem.method().isEmpty()
        ? Declarations.type(unit, problem).map(type -> type.getName())
        : declaration().map(MethodDeclaration::getName);
  }

  private static Node synchronizedModifier(MethodDeclaration method) {
    return method.getModifiers().stream()
        .filter(modifier -> modifier.getKeyword() == Modifier.Keyword.SYNCHRONIZED)
        .<Node>map(modifier -> modifier)
        .findFirst()
        .orElse(method.getName());
  }

  // ---- to columns ----

  /**
   * Where a node begins for a reader: of a call on an expression that began lines above, its name.
   */
  static Optional<Position> start(Node node) {
    Optional<Position> begin = node.getRange().map(range -> range.begin);
    if (node instanceof MethodCallExpr call) {
      Optional<Position> name = call.getName().getRange().map(range -> range.begin);
      boolean sameLine =
          begin.isPresent() && name.isPresent() && begin.get().line == name.get().line;
      return sameLine ? begin : name;
    }
    return begin;
  }

  private static Spot spot(SourceText source, Node node, Diagnostic problem) {
    Range range = node.getRange().orElseThrow();
    Position begin = start(node).orElse(range.begin);
    String line = source.line(begin.line);
    int end =
        range.end.line == begin.line ? range.end.column + 1 : line.stripTrailing().length() + 1;
    int related =
        problem.code() == DiagnosticCode.AWAIT_IN_SYNCHRONIZED
            ? monitor(node)
                .flatMap(Node::getRange)
                .map(monitor -> monitor.begin.line)
                .orElse(begin.line)
            : begin.line;
    return new Spot(
        begin.line, begin.column, Math.max(end, begin.column + 1), Optional.of(node), related);
  }

  private static Spot wholeLine(SourceText source, int line) {
    String text = source.line(line);
    int column = text.length() - text.stripLeading().length() + 1;
    return new Spot(line, column, text.stripTrailing().length() + 1, Optional.empty(), line);
  }
}
