package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import dev.weft.transformer.generator.Statements.End;
import dev.weft.transformer.generator.Statements.Made;
import java.util.ArrayList;
import java.util.List;

/** Switch statements, with and without arrows, and switch expressions. */
final class Switches {
  private final Body body;
  private final Choices choices;

  Switches(Body body) {
    this.body = body;
    this.choices = body.choices;
  }

  /** What is switched on, and the constants of its cases. */
  private record Selector(Expression expression, List<Expression> constants) {}

  private Selector selector() {
    JavaType type =
        choices.oneOf(JavaType.INT, JavaType.INT, JavaType.STRING, JavaType.COLOR, JavaType.CHAR);
    List<Expression> constants = new ArrayList<>();
    if (type.equals(JavaType.STRING)) {
      List.of("a", "b", "dd", "").forEach(s -> constants.add(Ast.string(s)));
    } else if (type.equals(JavaType.COLOR)) {
      List.of("RED", "GREEN", "BLUE").forEach(c -> constants.add(name(c)));
    } else if (type.equals(JavaType.CHAR)) {
      "abcd".chars().forEach(c -> constants.add(new CharLiteralExpr((char) c)));
    } else {
      boolean sparse = choices.chance(30);
      List.of(0, 1, 2, sparse ? 1000 : 3).forEach(i -> constants.add(integer(i)));
    }
    Expression expression = body.expressions.of(type);
    if (type.equals(JavaType.INT) && choices.chance(60)) {
      expression = Ast.binary(expression, BinaryExpr.Operator.BINARY_AND, integer(3));
    }
    return new Selector(expression, choices.shuffled(constants).subList(0, choices.between(1, 3)));
  }

  /** The labels of each entry: some have several; one is the default, an empty list, if wanted. */
  private List<NodeList<Expression>> labels(Selector selector, boolean withDefault) {
    List<NodeList<Expression>> labels = new ArrayList<>();
    for (Expression constant : selector.constants()) {
      if (!labels.isEmpty() && choices.chance(20)) {
        labels.get(labels.size() - 1).add(constant);
      } else {
        labels.add(NodeList.nodeList(constant));
      }
    }
    if (withDefault) {
      labels.add(
          choices.chance(70) ? labels.size() : choices.below(labels.size() + 1), new NodeList<>());
    }
    return labels;
  }

  // ---- statements
  // --------------------------------------------------------------------------------------------------

  boolean add(NodeList<Statement> to) {
    String label = choices.chance(15) ? body.members.name("l") : null;
    Selector selector = selector();
    boolean withDefault = choices.chance(65);
    Jumps.Target target = body.jumps.enterSwitch(label);
    NodeList<SwitchEntry> entries = new NodeList<>();
    body.nesting++;
    boolean completes =
        choices.chance(50)
            ? groups(selector, withDefault, entries)
            : arrows(selector, withDefault, entries);
    body.nesting--;
    body.jumps.leave();
    Statement made = new SwitchStmt(selector.expression(), entries);
    to.add(label == null ? made : new LabeledStmt(label, made));
    return completes || !withDefault || target.broken();
  }

  /** With fallthrough wherever a group completes. */
  private boolean groups(Selector selector, boolean withDefault, NodeList<SwitchEntry> entries) {
    boolean completes = true;
    for (NodeList<Expression> labels : labels(selector, withDefault)) {
      Made made = body.statements.block(choices.below(3), End.ANY);
      NodeList<Statement> statements = made.block().getStatements();
      completes = made.completes();
      if (completes && choices.chance(50)) {
        statements.add(body.statements.jump());
        completes = false;
      }
      entries.add(group(labels, statements));
    }
    return completes;
  }

  /**
   * In braces: that its variables are in scope in the next group too is too much for both
   * compilers.
   */
  private static SwitchEntry group(NodeList<Expression> labels, NodeList<Statement> statements) {
    NodeList<Statement> inside = NodeList.nodeList(new BlockStmt(statements));
    return new SwitchEntry(
        labels, SwitchEntry.Type.STATEMENT_GROUP, inside, labels.isEmpty(), null);
  }

  private boolean arrows(Selector selector, boolean withDefault, NodeList<SwitchEntry> entries) {
    boolean completes = false;
    List<Made> arms = new ArrayList<>();
    for (NodeList<Expression> labels : labels(selector, withDefault)) {
      Made made = body.statements.block(body.statements.size(), End.ANY);
      completes |= made.completes();
      arms.add(made);
      entries.add(
          new SwitchEntry(
              labels,
              SwitchEntry.Type.BLOCK,
              NodeList.nodeList(made.block()),
              labels.isEmpty(),
              null));
    }
    if (withDefault) {
      body.statements.join(arms);
    }
    return completes;
  }

  // ---- expressions
  // -------------------------------------------------------------------------------------------------

  Expression expression(JavaType type) {
    if (body.nesting >= 4 || body.members.budget() <= 0) {
      return body.expressions.leaf(type);
    }
    Selector selector = selector();
    NodeList<SwitchEntry> entries = new NodeList<>();
    boolean groups = choices.chance(30);
    for (NodeList<Expression> labels : labels(selector, true)) {
      entries.add(
          body.yielding(type, () -> groups ? yieldingGroup(type, labels) : arm(type, labels)));
    }
    return Ast.operand(new SwitchExpr(selector.expression(), entries));
  }

  private SwitchEntry yieldingGroup(JavaType type, NodeList<Expression> labels) {
    Made made = body.statements.block(choices.below(2), labels.isEmpty() ? End.COMPLETES : End.ANY);
    NodeList<Statement> statements = made.block().getStatements();
    if (labels.isEmpty() || made.completes()) {
      statements.add(body.statements.yield());
    }
    return group(labels, statements);
  }

  private SwitchEntry arm(JavaType type, NodeList<Expression> labels) {
    if (choices.chance(60)) {
      Statement value = new ExpressionStmt(body.expressions.of(type));
      return new SwitchEntry(
          labels, SwitchEntry.Type.EXPRESSION, NodeList.nodeList(value), labels.isEmpty(), null);
    }
    Made made =
        body.statements.block(body.statements.size(), labels.isEmpty() ? End.COMPLETES : End.ANY);
    if (made.completes()) {
      made.block().addStatement(body.statements.yield());
    }
    return new SwitchEntry(
        labels, SwitchEntry.Type.BLOCK, NodeList.nodeList(made.block()), labels.isEmpty(), null);
  }
}
