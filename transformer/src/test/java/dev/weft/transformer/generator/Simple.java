package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.declare;
import static dev.weft.transformer.generator.Ast.name;
import static dev.weft.transformer.generator.Ast.statement;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.VarType;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements without statements inside: declarations, assignments, calls. All of them complete
 * normally.
 */
final class Simple {
  private final Body body;
  private final Choices choices;

  Simple(Body body) {
    this.body = body;
    this.choices = body.choices;
  }

  boolean add(NodeList<Statement> to) {
    if (!body.scope.unassigned().isEmpty() && choices.chance(25)) {
      assignFirst(to);
      return true;
    }
    new Weighted<java.util.function.Consumer<NodeList<Statement>>>()
        .add(22, this::declaration)
        .add(5, this::declarations)
        .add(3, this::unassigned)
        .add(4, this::nullTyped)
        .add(22, this::change)
        .add(16, s -> s.add(trace()))
        .add(4, s -> s.add(conditionalJump()))
        .addIf(body.mayAwait, 8, this::await)
        .addIf(body.mayAwait, 3, this::awaitLater)
        .add(3, this::collect)
        .addIf(body.nesting < 4, 4, this::function)
        .add(1, this::localClass)
        .add(1, this::localRecord)
        .pick(choices)
        .accept(to);
    return true;
  }

  private Expressions expressions() {
    return body.expressions;
  }

  private Variable.Use use() {
    return choices.chance(65) ? Variable.Use.ASSIGNABLE : Variable.Use.FINAL;
  }

  // ---- declarations
  // ------------------------------------------------------------------------------------------------

  private void declaration(NodeList<Statement> to) {
    JavaType type = body.anyType();
    String name = body.members.name("v");
    Expression value = expressions().targets().bounded(type);
    if (type.isPrimitive() && choices.chance(15)) {
      to.add(statement(Ast.declaration(new VarType(), name, Ast.cast(type, value))));
    } else {
      to.add(declare(type, name, value));
    }
    body.scope.declare(new Variable(name, type, use()));
  }

  private void declarations(NodeList<Statement> to) {
    JavaType type = body.oneOf(JavaType.PRIMITIVE);
    NodeList<VariableDeclarator> all = new NodeList<>();
    for (int i = choices.between(2, 3); i > 0; i--) {
      String name = body.members.name("v");
      all.add(new VariableDeclarator(Ast.type(type), name, expressions().of(type)));
      body.scope.declare(new Variable(name, type, use()));
    }
    to.add(statement(new VariableDeclarationExpr(all)));
  }

  private void unassigned(NodeList<Statement> to) {
    JavaType type = body.anyType();
    String name = body.members.name("v");
    to.add(declare(type, name, null));
    body.scope.declareUnassigned(new Variable(name, type, Variable.Use.ASSIGNABLE));
  }

  private void nullTyped(NodeList<Statement> to) {
    JavaType type = choices.chance(70) ? body.oneOf(JavaType.OTHERS) : body.oneOf(JavaType.ARRAYS);
    String name = body.members.name("v");
    to.add(declare(type, name, new NullLiteralExpr()));
    body.scope.declare(new Variable(name, type, use()));
  }

  private void assignFirst(NodeList<Statement> to) {
    Variable variable = choices.of(body.scope.unassigned());
    to.add(statement(expressions().targets().plain(name(variable.name()), variable.type())));
    body.scope.assign(variable);
  }

  // ---- effects
  // -----------------------------------------------------------------------------------------------------

  private void change(NodeList<Statement> to) {
    for (int attempt = 0; attempt < 3; attempt++) {
      Expression change = unwrapped(expressions().targets().update(body.anyType()));
      if (change instanceof AssignExpr
          || change instanceof com.github.javaparser.ast.expr.UnaryExpr unary
              && isIncrement(unary)) {
        to.add(statement(change));
        return;
      }
    }
    to.add(trace());
  }

  private static Expression unwrapped(Expression expression) {
    return expression instanceof EnclosedExpr enclosed ? enclosed.getInner() : expression;
  }

  private static boolean isIncrement(com.github.javaparser.ast.expr.UnaryExpr unary) {
    return switch (unary.getOperator()) {
      case POSTFIX_INCREMENT, POSTFIX_DECREMENT, PREFIX_INCREMENT, PREFIX_DECREMENT -> true;
      default -> false;
    };
  }

  private Statement trace() {
    Expression value =
        choices.chance(40)
            ? Ast.binary(
                Ast.string(body.members.name("at ") + ": "),
                com.github.javaparser.ast.expr.BinaryExpr.Operator.PLUS,
                expressions().of(body.oneOf(JavaType.PRINTABLE)))
            : expressions().exactly(body.oneOf(JavaType.PRINTABLE));
    return statement(call(name("p"), "log", value));
  }

  private Statement conditionalJump() {
    return new IfStmt(expressions().condition(), Ast.block(body.statements.jump()), null);
  }

  private void await(NodeList<Statement> to) {
    boolean nothing = choices.chance(30);
    body.pay(1);
    if (!nothing) {
      to.add(statement(expressions().coroutines().awaited(body.anyType())));
    } else if (choices.chance(15)) {
      String name = body.members.name("n");
      to.add(
          declare(
              JavaType.classNamed("Void"),
              name,
              call("await", expressions().coroutines().ofVoid())));
      to.add(statement(call(name("p"), "log", name(name))));
    } else {
      to.add(statement(call("await", expressions().coroutines().ofVoid())));
    }
  }

  /**
   * {@code Coroutine<T> c = m(p); T v = await(c);} with nothing between, since the reference does
   * not wait for the await.
   */
  private void awaitLater(NodeList<Statement> to) {
    JavaType type = body.anyType();
    String coroutine = body.members.name("c");
    String name = body.members.name("v");
    body.pay(1);
    Expression made = expressions().coroutines().of(type);
    to.add(statement(Ast.declaration(Ast.type("Coroutine<" + type.box() + ">"), coroutine, made)));
    to.add(declare(type, name, call("await", name(coroutine))));
    body.scope.declare(new Variable(name, type, use()));
  }

  private void collect(NodeList<Statement> to) {
    List<Expression> lists = expressions().targets().readable(JavaType.LIST);
    List<Expression> builders = expressions().targets().readable(JavaType.BUILDER);
    if (!lists.isEmpty() && choices.chance(60)) {
      to.add(statement(call(choices.of(lists), "add", expressions().of(JavaType.INT))));
    } else if (!builders.isEmpty()) {
      to.add(
          statement(
              call(
                  choices.of(builders),
                  "append",
                  Ast.pieces("cut", expressions().of(JavaType.STRING)))));
    } else {
      to.add(trace());
    }
  }

  // ---- functions and local classes
  // ---------------------------------------------------------------------------------

  private void function(NodeList<Statement> to) {
    int kind = choices.below(10);
    JavaType result = choices.chance(15) ? JavaType.VOID : body.anyType();
    JavaType type =
        kind < 2 ? JavaType.SUPPLIER : kind < 4 ? JavaType.INT_OPERATOR : JavaType.asyncTo(result);
    String name = body.members.name("f");
    int before = body.cost;
    to.add(declare(type, name, expressions().of(type)));
    int cost = Math.max(1, (body.cost - before) / body.multiplicity);
    body.scope.declare(new Variable(name, type, Variable.Use.FINAL, cost));
  }

  /** {@code class L { int a; int get(int x) { return x + a + captured; } }} and a use of it. */
  private void localClass(NodeList<Statement> to) {
    String className = body.members.name("L");
    String field = body.members.name("a");
    String parameter = body.members.name("x");
    Body inner = body.inner(null);
    inner.scope.declare(new Variable(field, JavaType.INT, Variable.Use.ASSIGNABLE));
    inner.scope.declare(new Variable(parameter, JavaType.INT, Variable.Use.ASSIGNABLE));
    var declaration =
        new com.github.javaparser.ast.body.ClassOrInterfaceDeclaration(
            new NodeList<>(), false, className);
    declaration.addField(Ast.type("int"), field);
    var constructor = declaration.addConstructor();
    constructor.addParameter(Ast.parameter(JavaType.INT, "given"));
    constructor.setBody(
        Ast.block(statement(Ast.assign(name(field), AssignExpr.Operator.ASSIGN, name("given")))));
    MethodDeclaration get =
        new MethodDeclaration(
            new NodeList<>(),
            "get",
            Ast.type("int"),
            NodeList.nodeList(Ast.parameter(JavaType.INT, parameter)));
    get.setBody(Ast.block(new ReturnStmt(inner.expressions.of(JavaType.INT))));
    declaration.addMember(get);
    to.add(new LocalClassDeclarationStmt(declaration));
    String result = body.members.name("v");
    Expression made = expressions().creations().made(className, List.of(JavaType.INT));
    to.add(declare(JavaType.INT, result, call(made, "get", expressions().of(JavaType.INT))));
    body.scope.declare(new Variable(result, JavaType.INT, use()));
  }

  private void localRecord(NodeList<Statement> to) {
    String recordName = body.members.name("R");
    RecordDeclaration declaration = new RecordDeclaration(new NodeList<>(), recordName);
    List<JavaType> types = new ArrayList<>();
    for (int i = choices.between(1, 4); i > 0; i--) {
      types.add(body.oneOf(JavaType.PRINTABLE));
    }
    types.forEach(type -> declaration.addParameter(Ast.parameter(type, body.members.name("c"))));
    to.add(new LocalRecordDeclarationStmt(declaration));
    String result = body.members.name("v");
    to.add(declare(JavaType.OBJECT, result, expressions().creations().made(recordName, types)));
    body.scope.declare(new Variable(result, JavaType.OBJECT, use()));
  }
}
