package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.binary;
import static dev.weft.transformer.generator.Ast.declare;
import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.weft.transformer.generator.Statements.End;
import dev.weft.transformer.generator.Statements.Made;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loops of every kind. Each counts, and nothing else changes its counter: all of them end. */
final class Loops {
  private final Body body;
  private final Choices choices;
  private @Nullable String label;
  private int rounds;

  Loops(Body body) {
    this.body = body;
    this.choices = body.choices;
  }

  boolean add(NodeList<Statement> to) {
    label = choices.chance(30) ? body.members.name("l") : null;
    rounds = choices.between(1, 3);
    Scope.Mark mark = body.scope.mark();
    boolean completes =
        new Weighted<Statements.Kind>()
            .add(4, this::addFor)
            .add(2, this::addWhile)
            .add(2, this::addDo)
            .add(3, this::addForEach)
            .add(2, this::addEndless)
            .pick(choices)
            .add(to);
    body.scope.reset(mark);
    return completes;
  }

  private Made body(Jumps.Target[] target) {
    return body.repeated(
        rounds,
        () -> {
          target[0] = body.jumps.enterLoop(label);
          Made made = body.statements.block(body.statements.size(), End.ANY);
          body.jumps.leave();
          return made;
        });
  }

  private Statement labelled(Statement loop) {
    return label == null ? loop : new LabeledStmt(label, loop);
  }

  private String counter(JavaType type) {
    String counter = body.members.name("i");
    body.scope.declare(new Variable(counter, type, Variable.Use.COUNTER));
    return counter;
  }

  /** The number of rounds, or something that amounts to it. */
  private Expression bound(int value) {
    return body.mayAwait && choices.chance(30)
        ? Ast.call("await", Ast.call(name("p"), "of", integer(value)))
        : integer(value);
  }

  /** {@code i < 3}, and maybe more. */
  private Expression condition(Expression counted) {
    Expression below = binary(counted, BinaryExpr.Operator.LESS, bound(rounds));
    return choices.chance(25)
        ? binary(below, BinaryExpr.Operator.AND, body.expressions.of(JavaType.BOOLEAN))
        : below;
  }

  private boolean addFor(NodeList<Statement> to) {
    JavaType type =
        choices.oneOf(JavaType.INT, JavaType.INT, JavaType.INT, JavaType.LONG, JavaType.BYTE);
    Expression start = type.equals(JavaType.INT) ? bound(0) : integer(0);
    String counter = counter(type);
    Expression header = Ast.declaration(Ast.type(type), counter, start);
    Expression condition = body.repeated(rounds + 1, () -> condition(name(counter)));
    Expression update =
        choices.chance(60)
            ? new UnaryExpr(name(counter), UnaryExpr.Operator.POSTFIX_INCREMENT)
            : new AssignExpr(name(counter), bound(1), AssignExpr.Operator.PLUS);
    NodeList<Expression> updates = NodeList.nodeList(update);
    if (choices.chance(20)) {
      updates.add(
          Ast.call(
              name("p"),
              "log",
              body.repeated(rounds, () -> body.expressions.exactly(JavaType.INT))));
    }
    Statement loop =
        new ForStmt(
            NodeList.nodeList(header), condition, updates, body(new Jumps.Target[1]).block());
    to.add(labelled(loop));
    return true;
  }

  private boolean addWhile(NodeList<Statement> to) {
    String counter = counter(JavaType.INT);
    to.add(declare(JavaType.INT, counter, integer(0)));
    Expression counted = new UnaryExpr(name(counter), UnaryExpr.Operator.POSTFIX_INCREMENT);
    Expression condition = body.repeated(rounds + 1, () -> condition(counted));
    to.add(labelled(new WhileStmt(condition, body(new Jumps.Target[1]).block())));
    return true;
  }

  private boolean addDo(NodeList<Statement> to) {
    String counter = counter(JavaType.INT);
    to.add(declare(JavaType.INT, counter, integer(0)));
    Jumps.Target[] target = new Jumps.Target[1];
    Made made = body(target);
    Expression counted = new UnaryExpr(name(counter), UnaryExpr.Operator.PREFIX_INCREMENT);
    Expression condition = body.repeated(rounds, () -> condition(counted));
    to.add(labelled(new DoStmt(made.block(), condition)));
    return made.completes() || target[0].continued() || target[0].broken();
  }

  private boolean addForEach(NodeList<Statement> to) {
    boolean list = choices.chance(30);
    JavaType array = choices.of(JavaType.ARRAYS);
    JavaType type = list ? JavaType.INT : array.elementType();
    Expression all =
        list
            ? body.expressions.creations().made("ArrayList<Integer>", List.of(JavaType.LIST))
            : body.expressions.of(array);
    String variable = body.members.name("e");
    rounds = 5;
    Variable.Use use = choices.chance(50) ? Variable.Use.ASSIGNABLE : Variable.Use.FINAL;
    body.scope.declare(new Variable(variable, type, use));
    Statement block = body(new Jumps.Target[1]).block();
    to.add(labelled(new ForEachStmt(Ast.declaration(Ast.type(type), variable, null), all, block)));
    return true;
  }

  /** {@code for (;;) { if (i++ >= 3) break; ... }}, or with a return there. */
  private boolean addEndless(NodeList<Statement> to) {
    String counter = counter(JavaType.INT);
    to.add(declare(JavaType.INT, counter, integer(0)));
    Expression over =
        binary(
            new UnaryExpr(name(counter), UnaryExpr.Operator.POSTFIX_INCREMENT),
            BinaryExpr.Operator.GREATER_EQUALS,
            bound(rounds));
    Jumps.Target[] target = new Jumps.Target[1];
    Made made =
        body.repeated(
            rounds + 1,
            () -> {
              target[0] = body.jumps.enterLoop(label);
              boolean leaves = !body.mayReturn || choices.chance(60);
              Statement end =
                  leaves
                      ? body.statements.breakTo(target[0])
                      : new com.github.javaparser.ast.stmt.ReturnStmt(body.statements.returned());
              Made inside = body.statements.block(body.statements.size(), End.ANY);
              inside.block().getStatements().addFirst(new IfStmt(over, Ast.block(end), null));
              body.jumps.leave();
              return inside;
            });
    boolean bare = choices.chance(50);
    Statement loop =
        bare
            ? new ForStmt(new NodeList<>(), null, new NodeList<>(), made.block())
            : new WhileStmt(new BooleanLiteralExpr(true), made.block());
    to.add(labelled(loop));
    return target[0].broken();
  }
}
