package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.field;
import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.AssignExpr.Operator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.weft.transformer.generator.Members.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Variables, fields and array elements: what can be read and changed, and the ways to change it.
 */
final class Targets {
  private static final List<Operator> ON_INTEGRAL =
      List.of(
          Operator.PLUS,
          Operator.PLUS,
          Operator.MINUS,
          Operator.MULTIPLY,
          Operator.BINARY_AND,
          Operator.BINARY_OR,
          Operator.XOR,
          Operator.LEFT_SHIFT,
          Operator.SIGNED_RIGHT_SHIFT,
          Operator.UNSIGNED_RIGHT_SHIFT);
  private static final List<Operator> ON_FLOATING =
      List.of(Operator.PLUS, Operator.MINUS, Operator.MULTIPLY, Operator.DIVIDE);
  private static final List<Operator> ON_BOOLEAN =
      List.of(Operator.BINARY_AND, Operator.BINARY_OR, Operator.XOR);

  private final Body body;
  private final Expressions expressions;
  private final Choices choices;

  Targets(Body body, Expressions expressions) {
    this.body = body;
    this.expressions = expressions;
    this.choices = body.choices;
  }

  /** What can be read without an effect. */
  List<Expression> readable(JavaType type) {
    List<Expression> places = new ArrayList<>();
    body.scope.readable(type).forEach(v -> places.add(name(v.name())));
    body.fields().stream().filter(f -> f.type().equals(type)).forEach(f -> places.add(fieldOf(f)));
    return places;
  }

  private Expression fieldOf(Field field) {
    if (field.isStatic()) {
      return choices.chance(60) ? name(field.name()) : field(name(body.members.main), field.name());
    }
    boolean own = field.home() == body.home && body.method != null;
    return own && choices.chance(40) ? field(new ThisExpr(), field.name()) : name(field.name());
  }

  /**
   * Something of the type that may stand on the left of an assignment; null if there is nothing.
   */
  Expression target(JavaType type) {
    Weighted<Expression> places = new Weighted<>();
    int weight = 0;
    for (Variable variable : body.scope.changeable(v -> v.type().equals(type))) {
      places.add(6, name(variable.name()));
      weight++;
    }
    for (Field field : body.fields()) {
      if (field.type().equals(type)) {
        places.add(3, fieldOf(field));
        weight++;
      }
    }
    JavaType array = JavaType.arrayOf(type);
    for (Expression readable : readable(array)) {
      places.add(4, Ast.element(readable, index()));
      weight++;
    }
    for (Expression node : readable(JavaType.NODE)) {
      weight += addFieldOfNode(places, node, type);
    }
    return weight == 0 ? null : places.pick(choices);
  }

  private static int addFieldOfNode(Weighted<Expression> places, Expression node, JavaType type) {
    String member =
        type.equals(JavaType.INT)
            ? "value"
            : type.equals(JavaType.STRING) ? "label" : type.equals(JavaType.OBJECT) ? "item" : null;
    if (member == null) {
      return 0;
    }
    places.add(2, field(node, member));
    return 1;
  }

  /** An index that fits into every array there is; rarely one that does not. */
  Expression index() {
    if (choices.chance(50)) {
      return integer(choices.between(0, 3));
    }
    if (choices.chance(3)) {
      return expressions.exactly(JavaType.INT);
    }
    return Ast.binary(
        expressions.exactly(body.oneOf(JavaType.INT_LIKE)),
        BinaryExpr.Operator.BINARY_AND,
        integer(3));
  }

  /**
   * An assignment, compound or not, or an increment, as an expression; a leaf if nothing can be
   * changed.
   */
  Expression update(JavaType type) {
    Expression target = target(type);
    return target == null ? expressions.leaf(type) : Ast.operand(update(target, type));
  }

  private Expression update(Expression target, JavaType type) {
    boolean counts =
        type.isNumeric() || (type.kind() == JavaType.Kind.BOX && type.elementType().isNumeric());
    if (counts && choices.chance(30)) {
      UnaryExpr.Operator operator =
          choices.oneOf(
              UnaryExpr.Operator.POSTFIX_INCREMENT,
              UnaryExpr.Operator.POSTFIX_DECREMENT,
              UnaryExpr.Operator.PREFIX_INCREMENT,
              UnaryExpr.Operator.PREFIX_DECREMENT);
      return new UnaryExpr(target, operator);
    }
    return choices.chance(50)
        ? body.over(List.of(type), () -> compound(target, type))
        : plain(target, type);
  }

  Expression plain(Expression target, JavaType type) {
    return new AssignExpr(target, bounded(type), Operator.ASSIGN);
  }

  /** A value to keep: strings would double in every round of a loop. */
  Expression bounded(JavaType type) {
    Expression value = expressions.of(type);
    return type.equals(JavaType.STRING) && value.findFirst(BinaryExpr.class).isPresent()
        ? Ast.pieces("cut", value)
        : value;
  }

  private Expression compound(Expression target, JavaType type) {
    if (type.equals(JavaType.STRING)) {
      return new AssignExpr(target, Ast.pieces("cut", expressions.of(type)), Operator.PLUS);
    }
    if (type.kind() == JavaType.Kind.BOOLEAN) {
      return new AssignExpr(target, expressions.of(type), choices.of(ON_BOOLEAN));
    }
    if (type.kind() == JavaType.Kind.INTEGRAL) {
      return onIntegral(target);
    }
    if (type.kind() == JavaType.Kind.FLOATING) {
      return new AssignExpr(
          target, expressions.exactly(body.oneOf(JavaType.NUMERIC)), choices.of(ON_FLOATING));
    }
    boolean box =
        type.equals(JavaType.boxOf(JavaType.INT)) || type.equals(JavaType.boxOf(JavaType.LONG));
    if (box) {
      return new AssignExpr(target, expressions.exactly(type.elementType()), Operator.PLUS);
    }
    return plain(target, type);
  }

  private Expression onIntegral(Expression target) {
    int kind = choices.below(10);
    if (kind == 0) {
      return new AssignExpr(target, nonZero(), choices.oneOf(Operator.DIVIDE, Operator.REMAINDER));
    }
    if (kind == 1) {
      return new AssignExpr(
          target, expressions.exactly(body.oneOf(JavaType.NUMERIC)), choices.of(ON_FLOATING));
    }
    return new AssignExpr(
        target,
        expressions.exactly(
            choices.oneOf(JavaType.INT, JavaType.BYTE, JavaType.CHAR, JavaType.LONG)),
        choices.of(ON_INTEGRAL));
  }

  /** An int that is odd, and rarely one that may be zero. */
  Expression nonZero() {
    Expression value = expressions.exactly(JavaType.INT);
    return choices.chance(10)
        ? value
        : Ast.operand(Ast.binary(value, BinaryExpr.Operator.BINARY_OR, integer(1)));
  }
}
