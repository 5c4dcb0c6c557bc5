package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.call;
import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.weft.transformer.generator.Members.Home;
import dev.weft.transformer.generator.Members.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What can be awaited: the probe, methods, lambdas. */
final class Coroutines {
  private final Body body;
  private final Expressions expressions;
  private final Choices choices;

  Coroutines(Body body, Expressions expressions) {
    this.body = body;
    this.expressions = expressions;
    this.choices = body.choices;
  }

  /** {@code await(...)} */
  Expression awaited(JavaType type) {
    body.pay(1);
    int kind = choices.below(20);
    if (kind == 0) {
      return call("await", call(name("p"), "stage", expressions.of(type)));
    }
    if (kind == 1) {
      return call(
          "await",
          of(type),
          new ClassExpr(Ast.type(choices.oneOf("Probe.Failure", "RuntimeException", "Trouble"))));
    }
    return call("await", of(type));
  }

  /**
   * A coroutine that ends with a value of the type; one that runs its body as soon as it is called,
   * in the reference.
   */
  Expression of(JavaType type) {
    List<Method> methods = callable(type);
    List<Variable> functions = functions(type);
    return new Weighted<Supplier<Expression>>()
        .add(8, () -> probed(type))
        .add(1, () -> call("result", expressions.exactly(type)))
        .addIf(!methods.isEmpty(), 6, () -> callOf(choices.of(methods)))
        .addIf(!functions.isEmpty(), 3, () -> run(choices.of(functions)))
        .addIf(
            body.nesting < 4,
            1,
            () -> Ast.conditional(expressions.of(JavaType.BOOLEAN), of(type), of(type)))
        .addIf(body.nesting < 4 && body.members.budget() > 0, 1, () -> lambdaAtOnce(type))
        .pick(choices)
        .get();
  }

  private Expression probed(JavaType type) {
    // Generic calls in generic calls cost javac time without end: a cast comes between now and
    // then.
    return call(
        name("p"), "of", choices.chance(60) ? expressions.exactly(type) : expressions.of(type));
  }

  /** A coroutine without a value. */
  Expression ofVoid() {
    List<Method> methods = callable(JavaType.VOID);
    List<Variable> functions = functions(JavaType.VOID);
    return new Weighted<Supplier<Expression>>()
        .add(1, () -> call("done"))
        .addIf(!methods.isEmpty(), 8, () -> callOf(choices.of(methods)))
        .addIf(!functions.isEmpty(), 3, () -> run(choices.of(functions)))
        .pick(choices)
        .get();
  }

  private Expression run(Variable function) {
    body.pay(function.cost());
    return call(name(function.name()), "run", expressions.of(JavaType.INT));
  }

  /** {@code ((Later<Integer>) x -> result(x)).run(1)} */
  private Expression lambdaAtOnce(JavaType type) {
    JavaType function = JavaType.asyncTo(type);
    Expression lambda = expressions.creations().function(function);
    return call(Ast.cast(function, lambda), "run", expressions.of(JavaType.INT));
  }

  private List<Variable> functions(JavaType type) {
    JavaType function = JavaType.asyncTo(type);
    return body.scope.readable(v -> v.type().equals(function) && body.canAfford(v.cost()));
  }

  // ---- calls
  // -------------------------------------------------------------------------------------------------------

  private List<Method> callable(JavaType result) {
    List<Method> methods = new ArrayList<>();
    for (Method method : body.members.methods) {
      if (method.result.equals(result) && isReachable(method) && body.canAfford(method.cost)) {
        methods.add(method);
      }
    }
    Method self = body.method;
    if (self != null
        && self.isRecursive
        && self.result.equals(result)
        && body.selfCalls < 2
        && body.multiplicity <= 2) {
      methods.add(self);
    }
    if (self != null
        && body.maySuper(self)
        && self.result.equals(result)
        && body.canAfford(self.cost)) {
      methods.add(self);
      methods.add(self);
    }
    return methods;
  }

  private boolean isReachable(Method method) {
    boolean onFace = body.home == Home.FACE && (method.isStatic || !body.isStatic);
    return method.home != Home.FACE || onFace || !method.isPrivate;
  }

  private Expression callOf(Method method) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(name("p"));
    boolean self = method == body.method && method.isRecursive;
    if (method.isRecursive) {
      arguments.add(
          self
              ? Ast.binary(
                  name("depth"),
                  com.github.javaparser.ast.expr.BinaryExpr.Operator.MINUS,
                  Ast.integer(1))
              : Ast.integer(choices.between(0, 3)));
    }
    body.selfCalls += self ? 1 : 0;
    body.pay(self ? 1 : method.cost);
    Expression receiver = receiver(method);
    body.over(
        method.parameters,
        () -> arguments.addAll(method.parameters.stream().map(expressions::of).toList()));
    Expression[] all = arguments.toArray(new Expression[0]);
    return receiver == null ? Ast.call(method.name, all) : Ast.call(receiver, method.name, all);
  }

  /** What the method is called on; null for nothing. */
  private Expression receiver(Method method) {
    String main = body.members.main;
    if (body.maySuper(method)) {
      return new SuperExpr();
    }
    if (method.isStatic) {
      boolean enclosing = method.home == Home.MAIN || method.home == body.home;
      return enclosing && choices.chance(70) ? null : name(method.home.typeName(main));
    }
    if (method.home == Home.MAIN) {
      boolean inner = body.home == Home.INNER;
      return !body.hasMain()
          ? Ast.create(main)
          : inner && choices.chance(40)
              ? new ThisExpr(new com.github.javaparser.ast.expr.Name(main))
              : null;
    }
    if (!body.isStatic && method.home == body.home) {
      return choices.chance(60) || body.method == null ? null : new ThisExpr();
    }
    if (!body.isStatic && body.home == Home.CELL && method.home == Home.FACE) {
      boolean direct = body.method != null && choices.chance(40);
      return direct ? new SuperExpr(new com.github.javaparser.ast.expr.Name("Face")) : null;
    }
    return expressions.creations().receiver(method);
  }
}
