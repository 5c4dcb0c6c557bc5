package dev.weft.transformer.generator;

import static com.github.javaparser.ast.expr.BinaryExpr.Operator.AND;
import static com.github.javaparser.ast.expr.BinaryExpr.Operator.OR;
import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.cast;
import static dev.weft.transformer.generator.Ast.conditional;
import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CharLiteralExpr;
import com.github.javaparser.ast.expr.DoubleLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.LongLiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.type.ReferenceType;
import java.util.List;
import java.util.function.Supplier;

/** Makes an expression of a wanted type, of what is in scope; whatever works for every type. */
final class Expressions {
  private static final int DEEPEST = 4;
  private static final List<String> WORDS = List.of("a", "b", "c", "dd", "", "x y");

  private final Body body;
  private final Choices choices;
  private final Targets targets;
  private final Coroutines coroutines;
  private final Operations operations;
  private final Creations creations;
  private int depth;

  Expressions(Body body) {
    this.body = body;
    this.choices = body.choices;
    this.targets = new Targets(body, this);
    this.coroutines = new Coroutines(body, this);
    this.creations = new Creations(body, this);
    this.operations = new Operations(body, this, creations);
  }

  Targets targets() {
    return targets;
  }

  Coroutines coroutines() {
    return coroutines;
  }

  Creations creations() {
    return creations;
  }

  /** Its static type is {@code type}, or for a primitive its box. */
  Expression of(JavaType type) {
    if (type.kind() == JavaType.Kind.FUNCTION) {
      return creations.function(type);
    }
    if (depth >= DEEPEST || !body.members.spend()) {
      return leaf(type);
    }
    depth++;
    try {
      return new Weighted<Supplier<Expression>>()
          .add(28, () -> leaf(type))
          .add(42, () -> operations.of(type))
          .addIf(body.mayAwait, 24, () -> coroutines.awaited(type))
          .add(5, () -> call(name("p"), "log", choices.chance(60) ? exactly(type) : of(type)))
          .add(
              5,
              () ->
                  conditional(
                      choices.chance(90) ? condition() : of(JavaType.BOOLEAN), of(type), of(type)))
          .add(2, () -> patternConditional(type))
          .add(3, () -> new Switches(body).expression(type))
          .add(8, () -> targets.update(type))
          .pick(choices)
          .get();
    } finally {
      depth--;
    }
  }

  /**
   * Surely of the very type: where the compiler chooses between overloads, or a box would not do.
   */
  Expression exactly(JavaType type) {
    Expression expression = of(type);
    boolean exact = expression instanceof NameExpr || expression instanceof LiteralExpr;
    return exact && !(expression instanceof NullLiteralExpr) ? expression : cast(type, expression);
  }

  /** Not a constant, which the compiler would think about. */
  Expression condition() {
    Expression condition = of(JavaType.BOOLEAN);
    boolean constant = condition.findFirst(NameExpr.class).isEmpty();
    return constant ? call(name("p"), "log", condition) : condition;
  }

  // ---- leaves
  // ------------------------------------------------------------------------------------------------------

  Expression leaf(JavaType type) {
    List<Expression> places = targets.readable(type);
    if (!places.isEmpty() && choices.chance(75)) {
      return choices.of(places);
    }
    return type.equals(JavaType.BOOLEAN) && choices.chance(75) ? comparison() : literal(type);
  }

  /** {@code v < 5}, for a truth that is not known beforehand. */
  private Expression comparison() {
    List<Variable> numbers = body.scope.readable(v -> v.type().isNumeric());
    return numbers.isEmpty()
        ? literal(JavaType.BOOLEAN)
        : Ast.operand(
            Ast.binary(
                name(choices.of(numbers).name()),
                choices.oneOf(BinaryExpr.Operator.LESS, BinaryExpr.Operator.GREATER),
                integer(choices.between(-1, 5))));
  }

  Expression literal(JavaType type) {
    if (type.isNullable() && choices.chance(4)) {
      return cast(type, new NullLiteralExpr());
    }
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanLiteralExpr(choices.chance(60));
      case INTEGRAL -> integral(type);
      case FLOATING -> floating(type);
      case BOX -> cast(type, literal(type.elementType()));
      case ARRAY, REFERENCE ->
          type.equals(JavaType.STRING) ? Ast.string(choices.of(WORDS)) : creations.simple(type);
      case FUNCTION -> creations.function(type);
      case VOID -> new NullLiteralExpr();
    };
  }

  private Expression integral(JavaType type) {
    int value =
        choices.chance(85)
            ? choices.between(-2, 9)
            : choices.oneOf(127, 128, 1000, -32769, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE);
    if (type.equals(JavaType.INT)) {
      return integer(value);
    }
    if (type.equals(JavaType.LONG)) {
      return value < 0 ? cast(type, integer(value)) : new LongLiteralExpr(value + "L");
    }
    if (type.equals(JavaType.CHAR) && choices.chance(80)) {
      return new CharLiteralExpr((char) choices.between('a', 'e'));
    }
    return cast(type, integer(value));
  }

  private Expression floating(JavaType type) {
    String value = choices.oneOf("0.0", "1.5", "2.25", "-0.0", "1e10", "0.1", "3.0");
    Expression literal =
        new DoubleLiteralExpr(value.replace("-", "") + (type.equals(JavaType.FLOAT) ? "f" : ""));
    return value.startsWith("-")
        ? Ast.operand(Ast.unary(UnaryExpr.Operator.MINUS, literal))
        : literal;
  }

  // ---- more
  // --------------------------------------------------------------------------------------------------------

  /** {@code (o instanceof String s ? s + ... : ...)} */
  private Expression patternConditional(JavaType type) {
    Scope.Mark mark = body.scope.mark();
    JavaType tested =
        choices.oneOf(JavaType.STRING, JavaType.boxOf(JavaType.INT), JavaType.PAIR, JavaType.NODE);
    String variable = body.members.name("t");
    Expression condition = pattern(tested, variable);
    body.scope.declare(new Variable(variable, tested, Variable.Use.COUNTER));
    if (choices.chance(40)) {
      condition = Ast.binary(condition, AND, of(JavaType.BOOLEAN));
    }
    Expression yes = of(type);
    body.scope.reset(mark);
    return conditional(condition, yes, of(type));
  }

  /**
   * Both compilers fail at a switch expression in some places: it is put among the arguments of a
   * call there.
   */
  Expression withoutSwitch(Expression expression) {
    boolean hasSwitch = expression.findFirst(SwitchExpr.class).isPresent();
    return hasSwitch ? call(name("p"), "log", expression) : Ast.operand(expression);
  }

  /** What javac does not take for a condition itself. */
  private Expression withoutBranch(Expression expression) {
    boolean hasBranch =
        expression
            .findFirst(BinaryExpr.class, b -> b.getOperator() == AND || b.getOperator() == OR)
            .isPresent();
    return hasBranch ? call(name("p"), "log", expression) : withoutSwitch(expression);
  }

  /** {@code o instanceof String s} */
  Expression pattern(JavaType tested, String variable) {
    Expression object = withoutBranch(exactly(JavaType.OBJECT));
    ReferenceType type = Ast.type(tested).asReferenceType();
    return new InstanceOfExpr(
        object,
        type.clone(),
        new TypePatternExpr(new NodeList<>(), type, new SimpleName(variable)));
  }
}
