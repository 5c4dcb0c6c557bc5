package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.create;
import static dev.weft.transformer.generator.Ast.integer;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.UnknownType;
import dev.weft.transformer.generator.Members.Creatable;
import dev.weft.transformer.generator.Members.Field;
import dev.weft.transformer.generator.Members.Home;
import dev.weft.transformer.generator.Members.Method;
import java.util.ArrayList;
import java.util.List;

/** Objects, arrays and lambdas. */
final class Creations {
  private final Body body;
  private final Expressions expressions;
  private final Choices choices;

  Creations(Body body, Expressions expressions) {
    this.body = body;
    this.expressions = expressions;
    this.choices = body.choices;
  }

  /** Of a type that has no literal. */
  Expression simple(JavaType type) {
    if (type.isArray()) {
      return choices.chance(50)
          ? Ast.newArray(type, integer(4))
          : Ast.newArray(type, elements(type, () -> expressions.leaf(type.elementType())));
    }
    return switch (type.name()) {
      case "Pair" ->
          create("Pair", expressions.leaf(JavaType.STRING), expressions.leaf(JavaType.INT));
      case "Node" ->
          create(
              "Node", expressions.leaf(JavaType.INT), new NullLiteralExpr(), new NullLiteralExpr());
      case "Color" -> color();
      case "List<Integer>" -> create("ArrayList<Integer>");
      case "StringBuilder" -> create("StringBuilder", Ast.string("s"));
      case "Number" ->
          Ast.cast(type, expressions.literal(choices.of(JavaType.NUMERIC.subList(3, 7))));
      case "Object" ->
          Ast.cast(type, expressions.literal(choices.of(JavaType.PRINTABLE.subList(0, 11))));
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  Expression color() {
    return Ast.field(name("Color"), choices.oneOf("RED", "GREEN", "BLUE"));
  }

  private static List<Expression> elements(
      JavaType array, java.util.function.Supplier<Expression> element) {
    List<Expression> elements = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      elements.add(element.get());
    }
    return elements;
  }

  // ---- with awaits among the arguments
  // -----------------------------------------------------------------------------

  Expression array(JavaType type) {
    if (choices.chance(35)) {
      Expression more =
          Ast.binary(expressions.exactly(JavaType.INT), BinaryExpr.Operator.BINARY_AND, integer(3));
      return Ast.newArray(type, Ast.binary(integer(4), BinaryExpr.Operator.PLUS, more));
    }
    return Ast.newArray(type, elements(type, () -> expressions.of(type.elementType())));
  }

  /** {@code new T(...)} with arguments of these types. */
  ObjectCreationExpr made(String type, List<JavaType> arguments) {
    return create(
        type, body.over(arguments, () -> arguments.stream().map(expressions::exactly).toList()));
  }

  Expression pair() {
    return made("Pair", List.of(JavaType.STRING, JavaType.INT));
  }

  Expression node() {
    int kind = choices.below(10);
    if (kind < 5) {
      return made("Node", List.of(JavaType.INT, JavaType.OBJECT, JavaType.NODE));
    }
    List<JavaType> types = new ArrayList<>(List.of(JavaType.STRING));
    for (int i = choices.below(4); i > 0; i--) {
      types.add(choices.oneOf(JavaType.LONG, JavaType.INT, JavaType.CHAR));
    }
    ObjectCreationExpr creation = made("Node", types);
    return kind < 8 || body.nesting >= 4 ? creation : overridden(creation);
  }

  /** {@code new Node(...) { @Override public int twist(int x) { return ...; } }} */
  private Expression overridden(ObjectCreationExpr creation) {
    Body inner = body.inner(null);
    String parameter = body.members.name("x");
    inner.scope.declare(new Variable(parameter, JavaType.INT, Variable.Use.ASSIGNABLE));
    MethodDeclaration method =
        new MethodDeclaration(
            Ast.modifiers(List.of(Modifier.Keyword.PUBLIC)),
            "twist",
            Ast.type("int"),
            NodeList.nodeList(Ast.parameter(JavaType.INT, parameter)));
    method.addMarkerAnnotation("Override");
    method.setBody(Ast.block(new ReturnStmt(inner.expressions.of(JavaType.INT))));
    NodeList<BodyDeclaration<?>> members = new NodeList<>();
    members.add(method);
    creation.setAnonymousClassBody(members);
    return creation;
  }

  /** An object of a class or record of the program. */
  Expression instance(Creatable creatable) {
    List<JavaType> types =
        new ArrayList<>(creatable.components().stream().map(Field::type).toList());
    if (creatable.varargs()) {
      for (int i = choices.below(3); i > 0; i--) {
        types.add(JavaType.INT);
      }
    }
    ObjectCreationExpr creation = made(creatable.type(), types);
    if (creatable.home() == Home.INNER && (!body.hasMain() || choices.chance(30))) {
      boolean own = body.hasMain() && body.home == Home.MAIN && body.method != null;
      creation.setScope(own ? new ThisExpr() : create(body.members.main));
    }
    return creation;
  }

  /** An object to call a method on; of a private one not in a subclass. */
  Expression receiver(Method method) {
    Home home = method.home == Home.FACE ? Home.CELL : method.home;
    List<Creatable> classes = body.members.creatable(home);
    return instance(method.isPrivate ? classes.get(0) : choices.of(classes));
  }

  // ---- lambdas
  // -----------------------------------------------------------------------------------------------------

  Expression function(JavaType type) {
    return type.isAsync() ? async(type.elementType()) : plain(type);
  }

  private Expression plain(JavaType type) {
    Body inner = body.inner(null);
    if (type.equals(JavaType.SUPPLIER)) {
      return lambda(new LambdaExpr(new NodeList<>(), inner.expressions.of(JavaType.STRING)));
    }
    String parameter = body.members.name("x");
    inner.scope.declare(new Variable(parameter, JavaType.INT, Variable.Use.ASSIGNABLE));
    return new LambdaExpr(
        new Parameter(new UnknownType(), parameter), inner.expressions.of(JavaType.INT));
  }

  private static LambdaExpr lambda(LambdaExpr lambda) {
    lambda.setEnclosingParameters(true);
    return lambda;
  }

  /** {@code x -> result(...)}, or with statements, or as an anonymous class. */
  private Expression async(JavaType result) {
    Body inner = body.inner(result);
    String parameter = body.members.name("x");
    boolean block = body.nesting < 3 && choices.chance(50) && body.members.budget() > 10;
    boolean anonymous = block && choices.chance(30);
    inner.scope.declare(new Variable(parameter, JavaType.INT, Variable.Use.ASSIGNABLE));
    if (!block) {
      Expression value = inner.statements.returned();
      body.cost += inner.cost;
      return new LambdaExpr(new Parameter(new UnknownType(), parameter), value);
    }
    NodeList<com.github.javaparser.ast.stmt.Statement> statements = new NodeList<>();
    inner.statements.fill(statements, choices.between(1, 3), Statements.End.ABRUPT);
    body.cost += inner.cost;
    BlockStmt code = new BlockStmt(statements);
    return anonymous
        ? anonymous(result, parameter, code)
        : new LambdaExpr(new Parameter(new UnknownType(), parameter), code);
  }

  private static Expression anonymous(JavaType result, String parameter, BlockStmt code) {
    MethodDeclaration method =
        new MethodDeclaration(
            Ast.modifiers(List.of(Modifier.Keyword.PUBLIC)),
            "run",
            Ast.type("Coroutine<" + result.box() + ">"),
            NodeList.nodeList(Ast.parameter(JavaType.INT, parameter)));
    method.addMarkerAnnotation("Override");
    method.addMarkerAnnotation("Async");
    method.addThrownException(Ast.classType("Throwable"));
    method.setBody(code);
    NodeList<BodyDeclaration<?>> members = new NodeList<>();
    members.add(method);
    ObjectCreationExpr creation = create("Later<" + result.box() + ">");
    creation.setAnonymousClassBody(members);
    return creation;
  }

  /** {@code ((IntUnaryOperator) x -> x + 1).applyAsInt(...)} */
  Expression applied() {
    Expression lambda = Ast.cast(JavaType.INT_OPERATOR, function(JavaType.INT_OPERATOR));
    return call(lambda, "applyAsInt", expressions.of(JavaType.INT));
  }

  Expression negated(Expression of) {
    return Ast.unary(UnaryExpr.Operator.MINUS, of);
  }
}
