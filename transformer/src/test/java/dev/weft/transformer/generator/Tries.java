package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.name;
import static dev.weft.transformer.generator.Ast.pieces;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.ReferenceType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.UnionType;
import dev.weft.transformer.generator.Statements.End;
import dev.weft.transformer.generator.Statements.Made;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Try statements: with catch, finally, resources, and jumps in every part. */
final class Tries {
  /** An earlier one is no supertype of a later one. */
  private static final List<String> CATCHABLE =
      List.of(
          "Mishap",
          "Mishap | ArithmeticException",
          "Probe.Failure | Oops",
          "Oops",
          "Probe.Failure",
          "Trouble",
          "Trouble | NullPointerException | ClassCastException",
          "IndexOutOfBoundsException",
          "RuntimeException",
          "Exception",
          "Throwable");

  private final Body body;
  private final Choices choices;

  Tries(Body body) {
    this.body = body;
    this.choices = body.choices;
  }

  static boolean isThrowable(JavaType type) {
    return CATCHABLE.contains(type.name());
  }

  boolean add(NodeList<Statement> to) {
    boolean withResources = body.result != null && choices.chance(25);
    boolean withFinally = choices.chance(45);
    List<String> caught =
        !withFinally && !withResources || choices.chance(55) ? catchable() : List.of();
    boolean abrupt =
        withFinally && !withResources && choices.chance(15); // ecj fails at both together
    Scope.Mark mark = body.scope.mark();
    body.jumps.enterTry(abrupt);
    NodeList<Expression> resources =
        withResources
            ? body.guarded(withFinally || !caught.isEmpty(), this::resources)
            : new NodeList<>();
    Made tried = body.guarded(true, () -> body.statements.block(body.statements.size(), End.ANY));
    makeThrowing(tried.block(), caught);
    body.scope.reset(mark);
    NodeList<CatchClause> clauses = new NodeList<>();
    List<Made> made = new ArrayList<>(List.of(tried));
    for (String type : caught) {
      made.add(body.guarded(withFinally, () -> handler(type, clauses)));
    }
    body.jumps.leaveTry();
    Made last =
        withFinally
            ? body.statements.block(body.statements.size(), abrupt ? End.ABRUPT : End.COMPLETES)
            : null;
    to.add(new TryStmt(resources, tried.block(), clauses, blockOf(last)));
    body.statements.join(made);
    return !abrupt && made.stream().anyMatch(Made::completes);
  }

  private static @Nullable BlockStmt blockOf(@Nullable Made made) {
    return made == null ? null : made.block();
  }

  private List<String> catchable() {
    List<String> types = new ArrayList<>();
    for (String type : CATCHABLE) {
      boolean repeated = types.stream().anyMatch(earlier -> overlaps(earlier, type));
      if (!repeated && choices.chance(types.isEmpty() ? 22 : 15)) {
        types.add(type);
      }
    }
    return types.isEmpty() ? List.of("Exception") : types;
  }

  /** Whether the compiler would say of the later one that it has been caught. */
  private static boolean overlaps(String earlier, String later) {
    List<String> before = List.of(earlier.split(" \\| "));
    for (String type : later.split(" \\| ")) {
      if (before.contains(type) || (type.equals("Mishap") && before.contains("Oops"))) {
        return true;
      }
    }
    return false;
  }

  /** A checked exception may be caught only where the compiler sees that it may be thrown. */
  private static void makeThrowing(BlockStmt block, List<String> caught) {
    if (caught.stream().anyMatch(type -> type.contains("Trouble"))) {
      block.getStatements().addFirst(Ast.statement(pieces("mayTrouble")));
    }
    if (caught.stream().anyMatch(type -> type.contains("Failure"))) {
      block.getStatements().addFirst(Ast.statement(pieces("mayFail")));
    }
  }

  private Made handler(String type, NodeList<CatchClause> clauses) {
    Scope.Mark mark = body.scope.mark();
    String variable = body.members.name("x");
    body.scope.declare(new Variable(variable, JavaType.classNamed(type), Variable.Use.FINAL));
    Made made = body.statements.block(body.statements.size(), End.ANY);
    if (choices.chance(70)) {
      Expression text =
          Ast.chain(
              com.github.javaparser.ast.expr.BinaryExpr.Operator.PLUS,
              List.of(Ast.string("caught "), pieces("text", name(variable))));
      made.block().getStatements().addFirst(body.statements.trace(text));
    }
    body.scope.reset(mark);
    clauses.add(new CatchClause(new Parameter(type(type), variable), made.block()));
    return made;
  }

  private static Type type(String name) {
    if (!name.contains("|")) {
      return Ast.type(name);
    }
    NodeList<ReferenceType> types = new NodeList<>();
    for (String one : name.split(" \\| ")) {
      types.add(Ast.classType(one));
    }
    return new UnionType(types);
  }

  private NodeList<Expression> resources() {
    NodeList<Expression> resources = new NodeList<>();
    for (int i = choices.between(1, 2); i > 0; i--) {
      String name = body.members.name("r");
      Expression title =
          choices.chance(50)
              ? Ast.string(name)
              : Ast.pieces("cut", body.expressions.of(JavaType.STRING));
      Expression made =
          Ast.create("Res", name("p"), title, new BooleanLiteralExpr(choices.chance(25)));
      if (body.mayAwait && choices.chance(50)) {
        made = Ast.call("await", Ast.call(name("p"), "of", made));
      }
      resources.add(Ast.declaration(Ast.type("Res"), name, made));
    }
    return resources;
  }
}
