package dev.weft.transformer.generator;

import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.ArrayCreationLevel;
import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Short names for making syntax trees. Parentheses are put wherever the printer would need them.
 */
final class Ast {
  private static final Map<String, Type> TYPES = new HashMap<>();

  private Ast() {}

  // ---- types
  // -------------------------------------------------------------------------------------------------------

  static synchronized Type type(String name) {
    return TYPES.computeIfAbsent(name, StaticJavaParser::parseType).clone();
  }

  static Type type(JavaType type) {
    return type(type.name());
  }

  static ClassOrInterfaceType classType(String name) {
    return type(name).asClassOrInterfaceType();
  }

  // ---- expressions
  // -------------------------------------------------------------------------------------------------

  static NameExpr name(String name) {
    return new NameExpr(name);
  }

  static Expression integer(int value) {
    return value == Integer.MIN_VALUE
        ? field(name("Integer"), "MIN_VALUE")
        : value < 0
            ? new EnclosedExpr(new UnaryExpr(integer(-value), UnaryExpr.Operator.MINUS))
            : new IntegerLiteralExpr(Integer.toString(value));
  }

  static Expression string(String value) {
    return new StringLiteralExpr(value);
  }

  /** In parentheses unless nothing can come between. */
  static Expression operand(Expression expression) {
    boolean primary =
        expression instanceof NameExpr
            || expression instanceof LiteralExpr
            || expression instanceof MethodCallExpr
            || expression instanceof FieldAccessExpr
            || expression instanceof ArrayAccessExpr
            || expression instanceof EnclosedExpr
            || expression instanceof ThisExpr
            || expression instanceof SuperExpr
            || expression instanceof ObjectCreationExpr;
    return primary ? expression : new EnclosedExpr(expression);
  }

  static Expression binary(Expression left, BinaryExpr.Operator operator, Expression right) {
    return new BinaryExpr(operand(left), operand(right), operator);
  }

  /** All of them in a row, without parentheses: {@code a + b + c}. */
  static Expression chain(BinaryExpr.Operator operator, List<Expression> operands) {
    Expression result = operand(operands.get(0));
    for (Expression next : operands.subList(1, operands.size())) {
      result = new BinaryExpr(result, operand(next), operator);
    }
    return result;
  }

  static Expression unary(UnaryExpr.Operator operator, Expression of) {
    return new UnaryExpr(operand(of), operator);
  }

  static Expression assign(Expression target, AssignExpr.Operator operator, Expression value) {
    return new AssignExpr(target, value, operator);
  }

  static Expression cast(JavaType type, Expression expression) {
    return new CastExpr(type(type), operand(expression));
  }

  static Expression conditional(Expression condition, Expression yes, Expression no) {
    return new ConditionalExpr(operand(condition), operand(yes), operand(no));
  }

  static MethodCallExpr call(String method, Expression... arguments) {
    return new MethodCallExpr(null, method, NodeList.nodeList(arguments));
  }

  static MethodCallExpr call(Expression scope, String method, Expression... arguments) {
    return new MethodCallExpr(operand(scope), method, NodeList.nodeList(arguments));
  }

  static MethodCallExpr pieces(String method, Expression... arguments) {
    return call(name("Pieces"), method, arguments);
  }

  static Expression field(Expression scope, String field) {
    return new FieldAccessExpr(operand(scope), field);
  }

  static Expression element(Expression array, Expression index) {
    return new ArrayAccessExpr(operand(array), index);
  }

  static ObjectCreationExpr create(String type, List<Expression> arguments) {
    return new ObjectCreationExpr(null, classType(type), new NodeList<>(arguments));
  }

  static ObjectCreationExpr create(String type, Expression... arguments) {
    return create(type, List.of(arguments));
  }

  static Expression newArray(JavaType array, List<Expression> elements) {
    return arrayCreation(array, null, new ArrayInitializerExpr(new NodeList<>(elements)));
  }

  static Expression newArray(JavaType array, Expression size) {
    return arrayCreation(array, size, null);
  }

  private static Expression arrayCreation(
      JavaType array, Expression size, ArrayInitializerExpr initializer) {
    NodeList<ArrayCreationLevel> levels = new NodeList<>();
    Type element = type(array);
    while (element instanceof ArrayType of) {
      levels.add(
          levels.isEmpty() && size != null
              ? new ArrayCreationLevel(size)
              : new ArrayCreationLevel());
      element = of.getComponentType();
    }
    return new ArrayCreationExpr(element.clone(), levels, initializer);
  }

  // ---- statements
  // --------------------------------------------------------------------------------------------------

  static Statement statement(Expression expression) {
    return new ExpressionStmt(expression);
  }

  static BlockStmt block(Statement... statements) {
    return new BlockStmt(NodeList.nodeList(statements));
  }

  static VariableDeclarationExpr declaration(Type type, String name, Expression initializer) {
    return new VariableDeclarationExpr(
        initializer == null
            ? new VariableDeclarator(type, name)
            : new VariableDeclarator(type, name, initializer));
  }

  static Statement declare(JavaType type, String name, Expression initializer) {
    return statement(declaration(type(type), name, initializer));
  }

  static Parameter parameter(JavaType type, String name) {
    return new Parameter(type(type), name);
  }

  static NodeList<Modifier> modifiers(List<Modifier.Keyword> keywords) {
    return Modifier.createModifierList(keywords.toArray(new Modifier.Keyword[0]));
  }
}
