package dev.weft.transformer.generator;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithStatements;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a program smaller for as long as something holds of it: leaves out members and statements,
 * takes compound statements apart, puts simpler expressions in the place of others. What then does
 * not compile is no smaller program.
 */
final class Shrinker {
  private final Predicate<Program> fails;
  private final Program program;
  private final CompilationUnit unit;
  private final long deadline;
  private boolean changed;

  private Shrinker(Program program, Predicate<Program> fails, long seconds) {
    this.unit = program.unit().clone();
    this.program = program.with(unit);
    this.fails = fails;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000;
  }

  /** Gives up after {@code seconds}, with what it has reached. */
  static Program shrink(Program program, Predicate<Program> fails, long seconds) {
    return new Shrinker(program, fails, seconds).run();
  }

  private Program run() {
    do {
      changed = false;
      members();
      statements();
      compounds();
      parts();
      expressions();
    } while (changed && !isLate());
    return program;
  }

  private boolean isLate() {
    return System.nanoTime() > deadline;
  }

  /** Keeps an edit if the program still fails, else takes it back. */
  private boolean keep(Runnable edit, Runnable undo) {
    if (isLate()) {
      return false;
    }
    edit.run();
    if (fails.test(program)) {
      changed = true;
      return true;
    }
    undo.run();
    return false;
  }

  private boolean isAttached(Node node) {
    return node.findRootNode() == unit;
  }

  // ---- lists
  // -------------------------------------------------------------------------------------------------------

  private void members() {
    for (TypeDeclaration<?> type :
        unit.findAll(TypeDeclaration.class).stream().map(t -> (TypeDeclaration<?>) t).toList()) {
      if (isAttached(type)) {
        NodeList<BodyDeclaration<?>> members = type.getMembers();
        removeFrom(members, 1);
      }
    }
  }

  private void statements() {
    for (Node node : unit.findAll(Node.class, n -> n instanceof NodeWithStatements<?>)) {
      if (isAttached(node)) {
        NodeList<Statement> statements = ((NodeWithStatements<?>) node).getStatements();
        for (int chunk = Math.max(1, statements.size() / 2); chunk >= 1; chunk /= 2) {
          removeFrom(statements, chunk);
        }
      }
    }
  }

  private <N extends Node> void removeFrom(NodeList<N> list, int chunk) {
    for (int i = list.size() - chunk; i >= 0; i -= chunk) {
      if (i + chunk > list.size()) {
        continue;
      }
      int at = i;
      List<N> removed = new ArrayList<>(list.subList(at, at + chunk));
      keep(() -> removed.forEach(n -> list.remove(at)), () -> list.addAll(at, removed));
    }
  }

  // ---- compound statements
  // -----------------------------------------------------------------------------------------

  private void compounds() {
    for (Statement statement : unit.findAll(Statement.class)) {
      for (Statement part : inside(statement)) {
        if (isAttached(statement) && replace(statement, part.clone())) {
          break;
        }
      }
      if (isAttached(statement) && statement instanceof BlockStmt block) {
        flatten(block);
      }
    }
  }

  private static List<Statement> inside(Statement statement) {
    List<Statement> parts = new ArrayList<>();
    if (statement instanceof IfStmt branch) {
      parts.add(branch.getThenStmt());
      branch.getElseStmt().ifPresent(parts::add);
    } else if (statement instanceof WhileStmt loop) {
      parts.add(loop.getBody());
    } else if (statement instanceof DoStmt loop) {
      parts.add(loop.getBody());
    } else if (statement instanceof ForStmt loop) {
      parts.add(loop.getBody());
    } else if (statement instanceof ForEachStmt loop) {
      parts.add(loop.getBody());
    } else if (statement instanceof LabeledStmt label) {
      parts.add(label.getStatement());
    } else if (statement instanceof SynchronizedStmt locked) {
      parts.add(locked.getBody());
    } else if (statement instanceof TryStmt tried) {
      parts.add(tried.getTryBlock());
      tried.getFinallyBlock().ifPresent(parts::add);
    }
    return parts;
  }

  /** {@code { a; b; }} in a list of statements. */
  private void flatten(BlockStmt block) {
    Node parent = block.getParentNode().orElse(null);
    if (!(parent instanceof NodeWithStatements<?> outer)
        || !outer.getStatements().contains(block)) {
      return;
    }
    NodeList<Statement> list = outer.getStatements();
    int at = indexOf(list, block);
    List<Statement> content = block.getStatements().stream().map(Statement::clone).toList();
    keep(
        () -> {
          list.remove(at);
          list.addAll(at, content);
        },
        () -> {
          content.forEach(s -> list.remove(at));
          list.add(at, block);
        });
  }

  private static int indexOf(NodeList<Statement> list, Statement statement) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == statement) {
        return i;
      }
    }
    throw new IllegalStateException("not in its parent");
  }

  private boolean replace(Node node, Node by) {
    try {
      return keep(() -> node.replace(by), () -> by.replace(node));
    } catch (ClassCastException e) {
      return false; // Not every expression may stand in every place: JavaParser says so in this
      // way.
    }
  }

  /**
   * Clauses of a try, entries of a switch, the else of an if, the body of an anonymous class, a
   * label.
   */
  private void parts() {
    for (TryStmt tried : unit.findAll(TryStmt.class)) {
      if (isAttached(tried)) {
        removeFrom(tried.getCatchClauses(), 1);
        removeFrom(tried.getResources(), 1);
        tried
            .getFinallyBlock()
            .ifPresent(b -> keep(tried::removeFinallyBlock, () -> tried.setFinallyBlock(b)));
      }
    }
    unit.findAll(SwitchStmt.class).stream()
        .filter(this::isAttached)
        .forEach(s -> removeFrom(s.getEntries(), 1));
    unit.findAll(SwitchExpr.class).stream()
        .filter(this::isAttached)
        .forEach(s -> removeFrom(s.getEntries(), 1));
    for (IfStmt branch : unit.findAll(IfStmt.class)) {
      if (isAttached(branch)) {
        branch
            .getElseStmt()
            .ifPresent(e -> keep(branch::removeElseStmt, () -> branch.setElseStmt(e)));
      }
    }
  }

  // ---- expressions
  // -------------------------------------------------------------------------------------------------

  private void expressions() {
    for (Expression expression : unit.findAll(Expression.class, Node.TreeTraversal.PREORDER)) {
      boolean fixed = expression instanceof LiteralExpr || expression instanceof AnnotationExpr;
      if (!fixed && isAttached(expression) && !isLate()) {
        simplify(expression);
      }
    }
    for (ObjectCreationExpr creation : unit.findAll(ObjectCreationExpr.class)) {
      if (isAttached(creation) && creation.getAnonymousClassBody().isPresent()) {
        var anonymous = creation.getAnonymousClassBody().get();
        keep(
            () -> creation.setAnonymousClassBody(null),
            () -> creation.setAnonymousClassBody(anonymous));
      }
    }
  }

  private void simplify(Expression expression) {
    for (Expression simpler : simpler(expression)) {
      if (replace(expression, simpler)) {
        return;
      }
    }
  }

  private static List<Expression> simpler(Expression expression) {
    List<Expression> all = new ArrayList<>();
    if (expression instanceof NameExpr) {
      return List.of(Ast.integer(0));
    }
    all.add(Ast.integer(0));
    all.add(new com.github.javaparser.ast.expr.NullLiteralExpr());
    all.add(Ast.string("s"));
    all.add(new com.github.javaparser.ast.expr.BooleanLiteralExpr(true));
    all.add(new com.github.javaparser.ast.expr.BooleanLiteralExpr(false));
    all.add(new com.github.javaparser.ast.expr.LongLiteralExpr("0L"));
    all.add(new com.github.javaparser.ast.expr.DoubleLiteralExpr("0.0"));
    for (Expression inner : expression.findAll(Expression.class)) {
      if (inner != expression && !(inner instanceof LiteralExpr) && all.size() < 16) {
        all.add(inner.clone());
      }
    }
    return all;
  }
}
