package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.binary;
import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.cast;
import static dev.weft.transformer.generator.Ast.field;
import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.pieces;
import static dev.weft.transformer.generator.Ast.unary;

import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BinaryExpr.Operator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.weft.transformer.generator.Members.Creatable;
import dev.weft.transformer.generator.Members.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the language offers for one type and not for others. */
final class Operations {
  private static final List<Operator> INTEGER_OPERATORS =
      List.of(
          Operator.PLUS,
          Operator.PLUS,
          Operator.MINUS,
          Operator.MULTIPLY,
          Operator.BINARY_AND,
          Operator.BINARY_OR,
          Operator.XOR);
  private static final List<Operator> FLOATING_OPERATORS =
      List.of(
          Operator.PLUS, Operator.MINUS, Operator.MULTIPLY, Operator.DIVIDE, Operator.REMAINDER);
  private static final List<Operator> SHIFTS =
      List.of(Operator.LEFT_SHIFT, Operator.SIGNED_RIGHT_SHIFT, Operator.UNSIGNED_RIGHT_SHIFT);
  private static final List<Operator> COMPARISONS =
      List.of(
          Operator.LESS,
          Operator.LESS_EQUALS,
          Operator.GREATER,
          Operator.GREATER_EQUALS,
          Operator.EQUALS,
          Operator.NOT_EQUALS);

  private final Body body;
  private final Expressions expressions;
  private final Creations creations;
  private final Choices choices;

  Operations(Body body, Expressions expressions, Creations creations) {
    this.body = body;
    this.expressions = expressions;
    this.creations = creations;
    this.choices = body.choices;
  }

  Expression of(JavaType type) {
    if (choices.chance(12)) {
      Expression component = component(type);
      if (component != null) {
        return component;
      }
    }
    return body.over(List.of(type), () -> operation(type));
  }

  private Expression operation(JavaType type) {
    return switch (type.kind()) {
      case BOOLEAN -> ofBoolean();
      case INTEGRAL ->
          type.equals(JavaType.INT)
              ? ofInt()
              : type.equals(JavaType.LONG) ? ofLong() : narrowed(type);
      case FLOATING -> floating(type);
      case BOX -> cast(type, expressions.of(type.elementType()));
      case ARRAY -> ofArray(type);
      case REFERENCE -> ofReference(type);
      case FUNCTION -> creations.function(type);
      case VOID -> new NullLiteralExpr();
    };
  }

  private Expression some(JavaType type) {
    return expressions.of(type);
  }

  /**
   * What an object of the program has of the type, the object made on the spot; null if none has.
   */
  private Expression component(JavaType type) {
    List<Supplier<Expression>> all = new ArrayList<>();
    for (Creatable creatable : body.members.creatables) {
      for (Field component : creatable.components()) {
        if (component.type().equals(type)) {
          all.add(
              () ->
                  creatable.isRecord()
                      ? call(creations.instance(creatable), component.name())
                      : field(creations.instance(creatable), component.name()));
        }
      }
    }
    return all.isEmpty() ? null : choices.of(all).get();
  }

  private Expression narrowed(JavaType type) {
    return cast(type, expressions.exactly(body.oneOf(JavaType.NUMERIC)));
  }

  // ---- numbers
  // -----------------------------------------------------------------------------------------------------

  private Expression ofInt() {
    return new Weighted<Supplier<Expression>>()
        .add(14, () -> binary(intLike(), choices.of(INTEGER_OPERATORS), intLike()))
        .add(
            3,
            () ->
                binary(
                    intLike(),
                    choices.of(SHIFTS),
                    some(choices.oneOf(JavaType.INT, JavaType.LONG, JavaType.BYTE))))
        .add(
            3,
            () ->
                binary(
                    intLike(),
                    choices.oneOf(Operator.DIVIDE, Operator.REMAINDER),
                    targets().nonZero()))
        .add(
            2,
            () ->
                unary(
                    choices.oneOf(UnaryExpr.Operator.MINUS, UnaryExpr.Operator.BITWISE_COMPLEMENT),
                    intLike()))
        .add(3, () -> cast(JavaType.INT, expressions.exactly(body.oneOf(JavaType.NUMERIC))))
        .add(2, () -> call(some(JavaType.STRING), "length"))
        .add(2, () -> field(some(body.oneOf(JavaType.ARRAYS)), "length"))
        .add(2, () -> pieces("sum", several(() -> expressions.exactly(JavaType.INT))))
        .add(2, () -> pieces("at", some(JavaType.LIST), some(JavaType.INT)))
        .add(2, () -> call(some(JavaType.PAIR), "count"))
        .add(2, () -> field(some(JavaType.NODE), "value"))
        .add(2, () -> call(some(JavaType.NODE), "twist", some(JavaType.INT)))
        .add(1, () -> call(some(JavaType.COLOR), "ordinal"))
        .add(2, () -> element(JavaType.INT))
        .add(2, this::applied)
        .add(
            1,
            () ->
                call(
                    Ast.name("Math"),
                    "max",
                    expressions.exactly(JavaType.INT),
                    expressions.exactly(JavaType.INT)))
        .pick(choices)
        .get();
  }

  private Targets targets() {
    return expressions.targets();
  }

  private Expression intLike() {
    return some(body.oneOf(JavaType.INT_LIKE));
  }

  private Expression[] several(Supplier<Expression> one) {
    Expression[] all = new Expression[choices.below(4)];
    for (int i = 0; i < all.length; i++) {
      all[i] = one.get();
    }
    return all;
  }

  private Expression applied() {
    List<Expression> operators = targets().readable(JavaType.INT_OPERATOR);
    if (!operators.isEmpty() && choices.chance(70)) {
      return call(choices.of(operators), "applyAsInt", some(JavaType.INT));
    }
    return body.nesting < 4 ? creations.applied() : expressions.leaf(JavaType.INT);
  }

  private Expression ofLong() {
    int kind = choices.below(10);
    if (kind < 5) {
      Expression other =
          some(choices.oneOf(JavaType.LONG, JavaType.INT, JavaType.SHORT, JavaType.CHAR));
      Operator operator = choices.of(INTEGER_OPERATORS);
      return choices.chance(50)
          ? binary(some(JavaType.LONG), operator, other)
          : binary(other, operator, some(JavaType.LONG));
    }
    if (kind < 7) {
      return binary(some(JavaType.LONG), choices.of(SHIFTS), some(JavaType.INT));
    }
    if (kind == 7) {
      return binary(
          some(JavaType.LONG),
          choices.oneOf(Operator.DIVIDE, Operator.REMAINDER),
          targets().nonZero());
    }
    return kind == 8
        ? element(JavaType.LONG)
        : cast(JavaType.LONG, expressions.exactly(body.oneOf(JavaType.NUMERIC)));
  }

  private Expression floating(JavaType type) {
    int kind = choices.below(10);
    if (kind < 7) {
      boolean isFloat = type.equals(JavaType.FLOAT);
      Expression other =
          some(choices.of(isFloat ? JavaType.NUMERIC.subList(0, 6) : JavaType.NUMERIC));
      Operator operator = choices.of(FLOATING_OPERATORS);
      Expression own = expressions.withoutSwitch(some(type));
      other = expressions.withoutSwitch(other);
      return choices.chance(50) ? binary(own, operator, other) : binary(other, operator, own);
    }
    if (kind == 7) {
      return element(type);
    }
    return kind == 8 && type.equals(JavaType.DOUBLE)
        ? pieces(
            "mix",
            some(JavaType.BYTE),
            some(JavaType.LONG),
            some(JavaType.FLOAT),
            some(type),
            some(JavaType.BOOLEAN))
        : cast(type, expressions.exactly(body.oneOf(JavaType.NUMERIC)));
  }

  private Expression element(JavaType type) {
    return Ast.element(some(JavaType.arrayOf(type)), targets().index());
  }

  // ---- truth
  // -------------------------------------------------------------------------------------------------------

  private Expression ofBoolean() {
    return new Weighted<Supplier<Expression>>()
        .add(6, this::comparison)
        .add(5, () -> junction(choices.oneOf(Operator.AND, Operator.OR)))
        .add(
            2,
            () ->
                binary(
                    some(JavaType.BOOLEAN),
                    choices.oneOf(Operator.BINARY_AND, Operator.BINARY_OR, Operator.XOR),
                    some(JavaType.BOOLEAN)))
        .add(2, () -> unary(UnaryExpr.Operator.LOGICAL_COMPLEMENT, some(JavaType.BOOLEAN)))
        .add(1, () -> call(some(JavaType.STRING), choices.oneOf("isEmpty", "isBlank")))
        .add(
            1,
            () ->
                call(
                    some(JavaType.STRING),
                    "equals",
                    some(choices.oneOf(JavaType.STRING, JavaType.OBJECT))))
        .add(
            2,
            () ->
                binary(
                    something(),
                    choices.oneOf(Operator.EQUALS, Operator.NOT_EQUALS),
                    new NullLiteralExpr()))
        .add(
            1,
            () -> binary(expressions.exactly(JavaType.NODE), Operator.EQUALS, some(JavaType.NODE)))
        .add(1, () -> call(some(JavaType.COLOR), "equals", some(JavaType.COLOR)))
        .add(1, () -> element(JavaType.BOOLEAN))
        .pick(choices)
        .get();
  }

  /** Not a boxed constant: comparing one with null is too much for ecj. */
  private Expression something() {
    JavaType type = body.oneOf(JavaType.OTHERS);
    List<Expression> places = targets().readable(type);
    return places.isEmpty() ? call(Ast.name("p"), "log", some(type)) : choices.of(places);
  }

  private Expression comparison() {
    JavaType left = body.oneOf(JavaType.NUMERIC);
    JavaType right = body.oneOf(JavaType.NUMERIC);
    Expression compared = expressions.exactly(left);
    return body.over(
        List.of(left, right), () -> binary(compared, choices.of(COMPARISONS), some(right)));
  }

  private Expression junction(Operator operator) {
    List<Expression> operands = new ArrayList<>();
    for (int i = choices.between(2, 3); i > 0; i--) {
      operands.add(some(JavaType.BOOLEAN));
    }
    return Ast.chain(operator, operands);
  }

  // ---- references
  // --------------------------------------------------------------------------------------------------

  private Expression ofArray(JavaType type) {
    List<Expression> arrays = targets().readable(type);
    if (!arrays.isEmpty() && choices.chance(40)) {
      return call(choices.of(arrays), "clone");
    }
    return creations.array(type);
  }

  private Expression ofReference(JavaType type) {
    return switch (type.name()) {
      case "String" -> ofString();
      case "Object" -> ofObject();
      case "Number" -> cast(type, some(choices.of(JavaType.NUMERIC.subList(3, 7))));
      case "Pair" -> creations.pair();
      case "Node" -> creations.node();
      case "Color" ->
          choices.chance(50)
              ? creations.color()
              : Ast.element(
                  call(Ast.name("Color"), "values"),
                  binary(expressions.exactly(JavaType.INT), Operator.BINARY_AND, integer(1)));
      case "List<Integer>" ->
          Ast.create(
              "ArrayList<Integer>",
              call(Ast.name("List"), "of", several(() -> expressions.exactly(JavaType.INT))));
      case "StringBuilder" ->
          choices.chance(40)
              ? creations.made("StringBuilder", List.of(JavaType.STRING))
              : call(some(type), "append", appended());
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  /** A builder grows in loops by short texts only. */
  Expression appended() {
    return choices.chance(50)
        ? pieces("cut", some(JavaType.STRING))
        : expressions.exactly(body.oneOf(JavaType.PRIMITIVE));
  }

  private Expression ofString() {
    return new Weighted<Supplier<Expression>>()
        .add(14, this::concatenation)
        .add(2, () -> pieces("text", some(JavaType.OBJECT)))
        .add(2, () -> pieces("cut", some(JavaType.STRING)))
        .add(2, this::joined)
        .add(2, () -> call(some(JavaType.PAIR), choices.oneOf("label", "toString")))
        .add(1, () -> field(some(JavaType.NODE), "label"))
        .add(1, () -> call(some(JavaType.COLOR), "name"))
        .add(1, () -> call(some(JavaType.STRING), choices.oneOf("trim", "toUpperCase")))
        .add(1, () -> element(JavaType.STRING))
        .add(1, this::supplied)
        .pick(choices)
        .get();
  }

  private Expression concatenation() {
    List<JavaType> types = new ArrayList<>();
    types.add(JavaType.STRING);
    for (int i = choices.between(1, 3); i > 0; i--) {
      types.add(body.oneOf(JavaType.PRINTABLE));
    }
    if (choices.chance(20)) {
      types.add(0, body.oneOf(JavaType.PRINTABLE));
    }
    return body.over(
        types, () -> Ast.chain(BinaryExpr.Operator.PLUS, types.stream().map(this::some).toList()));
  }

  private Expression joined() {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(some(JavaType.STRING));
    for (int i = choices.below(4); i > 0; i--) {
      arguments.add(expressions.exactly(body.oneOf(JavaType.PRINTABLE)));
    }
    return pieces("join", arguments.toArray(new Expression[0]));
  }

  private Expression supplied() {
    List<Expression> suppliers = targets().readable(JavaType.SUPPLIER);
    if (!suppliers.isEmpty()) {
      return call(choices.of(suppliers), "get");
    }
    return body.nesting < 4
        ? call(cast(JavaType.SUPPLIER, creations.function(JavaType.SUPPLIER)), "get")
        : expressions.leaf(JavaType.STRING);
  }

  private Expression ofObject() {
    List<Creatable> creatables =
        body.members.creatables.stream().filter(Creatable::isRecord).toList();
    if (!creatables.isEmpty() && choices.chance(25)) {
      return cast(JavaType.OBJECT, creations.instance(choices.of(creatables)));
    }
    JavaType type = body.anyType();
    return cast(JavaType.OBJECT, some(type.equals(JavaType.OBJECT) ? JavaType.STRING : type));
  }
}
