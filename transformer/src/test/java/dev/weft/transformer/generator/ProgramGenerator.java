package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.name;
import static dev.weft.transformer.generator.Ast.statement;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Modifier.Keyword;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.weft.transformer.generator.Members.Home;
import dev.weft.transformer.generator.Members.Method;
import dev.weft.transformer.generator.Statements.End;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a random class with async methods that call each other, from a seed: compiles by
 * construction, ends by construction, and prints nothing that another run would print otherwise.
 *
 * <pre>
 *   class P1 {
 *     int f0 = 3;
 *     &#64;Async Coroutine&lt;Long&gt; entry(Probe p) throws Throwable { ... await(m2(p, await(p.of(f0)))) ... }
 *     &#64;Async private static Coroutine&lt;Integer&gt; m2(Probe p, int v3) throws Throwable { ... }
 *   }
 * </pre>
 */
final class ProgramGenerator {
  private static final String PACKAGE = "generated";

  private final Choices choices;
  private final Members members;
  private final ClassOrInterfaceDeclaration main;
  private final Nest nest;

  private ProgramGenerator(long seed) {
    choices = new Choices(seed);
    String name = "P" + Long.toUnsignedString(seed);
    members = new Members(name, choices, Settings.of(seed));
    main = new ClassOrInterfaceDeclaration(new NodeList<>(), false, name);
    nest = new Nest(members, main);
  }

  static Program generate(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    CompilationUnit unit = generator.unit();
    return new Program(seed, PACKAGE + "/" + generator.members.main, unit);
  }

  private CompilationUnit unit() {
    nest.addFields();
    nest.addClasses();
    addMethods();
    CompilationUnit unit = new CompilationUnit(PACKAGE);
    unit.addImport("dev.weft.Weft", true, true);
    unit.addImport("dev.weft", false, true);
    unit.addImport("dev.weft.transformer.generator.Pieces", false, false);
    unit.addImport("dev.weft.transformer.generator.Pieces", false, true);
    unit.addImport("dev.weft.transformer.testing.Probe", false, false);
    unit.addImport("java.util", false, true);
    unit.addImport("java.util.function", false, true);
    unit.addType(main);
    return unit;
  }

  // ---- methods
  // -----------------------------------------------------------------------------------------------------

  /** From the last, which calls no other, to the entry. */
  private void addMethods() {
    for (int i = choices.oneOf(0, 1, 1, 2, 2, 3); i > 0; i--) {
      members.setBudget(choices.oneOf(5, 10, 20, 40));
      Method method = signature();
      addMethod(method);
      if (method.isOverridden) {
        nest.subclass().addMember(declaration(method, true));
      }
      members.methods.add(method);
    }
    members.setBudget(choices.oneOf(10, 15, 25, 40, 60, 120));
    boolean isStatic = choices.chance(30);
    JavaType result = choices.chance(10) ? JavaType.VOID : JavaType.any(choices);
    addMethod(
        new Method(
            Program.ENTRY,
            Home.MAIN,
            isStatic,
            false,
            choices.chance(20),
            result,
            List.of(),
            false,
            false));
  }

  private Method signature() {
    Home home = home();
    boolean isStatic = choices.chance(home == Home.FACE ? 20 : 35);
    boolean isPrivate = choices.chance(40);
    boolean isOverridden = home == Home.CELL && !isStatic && !isPrivate && choices.chance(60);
    boolean isFinal = !isOverridden && home != Home.FACE && choices.chance(30);
    List<JavaType> parameters = new ArrayList<>();
    for (int i = choices.below(5); i > 0; i--) {
      parameters.add(JavaType.any(choices));
    }
    JavaType result =
        choices.chance(15)
            ? JavaType.VOID
            : choices.chance(40) ? choices.of(JavaType.PRIMITIVE) : JavaType.any(choices);
    boolean recursive = !isOverridden && choices.chance(15);
    return new Method(
        members.name("m"),
        home,
        isStatic,
        isPrivate,
        isFinal,
        result,
        parameters,
        recursive,
        isOverridden);
  }

  private Home home() {
    Weighted<Home> homes = new Weighted<Home>().add(60, Home.MAIN);
    homes.addIf(members.has(Home.INNER), 20, Home.INNER);
    homes.addIf(members.has(Home.CELL), 25, Home.CELL);
    homes.addIf(members.has(Home.CELL), 15, Home.FACE);
    return homes.pick(choices);
  }

  private void addMethod(Method method) {
    nest.of(method.home).addMember(declaration(method, false));
  }

  private MethodDeclaration declaration(Method method, boolean overriding) {
    MethodDeclaration declaration = header(method);
    Body body = Body.of(members, method, overriding);
    body.scope.declare(new Variable("p", JavaType.classNamed("Probe"), Variable.Use.FINAL));
    NodeList<Statement> statements = new NodeList<>();
    if (method.name.equals(Program.ENTRY)) {
      statements.add(statement(Ast.call("reset")));
    }
    if (method.isRecursive) {
      declaration.addParameter(Ast.parameter(JavaType.INT, "depth"));
      body.scope.declare(new Variable("depth", JavaType.INT, Variable.Use.COUNTER));
      statements.add(bottom(method, body));
    }
    for (JavaType type : method.parameters) {
      String name = members.name("v");
      declaration.addParameter(Ast.parameter(type, name));
      Variable.Use use = choices.chance(70) ? Variable.Use.ASSIGNABLE : Variable.Use.FINAL;
      body.scope.declare(new Variable(name, type, use));
    }
    if (overriding) {
      declaration.addMarkerAnnotation("Override");
    }
    body.statements.fill(statements, choices.between(1, 6), End.ABRUPT);
    method.cost = Math.max(method.cost, method.isRecursive ? body.cost * 4 : body.cost);
    declaration.setBody(new BlockStmt(statements));
    return declaration;
  }

  private static MethodDeclaration header(Method method) {
    List<Keyword> keywords = new ArrayList<>();
    if (method.isPrivate) {
      keywords.add(Keyword.PRIVATE);
    }
    if (method.isStatic) {
      keywords.add(Keyword.STATIC);
    } else if (method.home == Home.FACE && !method.isPrivate) {
      keywords.add(Keyword.DEFAULT);
    }
    if (method.isFinal) {
      keywords.add(Keyword.FINAL);
    }
    MethodDeclaration declaration =
        new MethodDeclaration(
            Ast.modifiers(keywords),
            method.name,
            Ast.type("Coroutine<" + method.result.box() + ">"),
            NodeList.nodeList(Ast.parameter(JavaType.classNamed("Probe"), "p")));
    declaration.addMarkerAnnotation("Async");
    declaration.addThrownException(Ast.classType("Throwable"));
    return declaration;
  }

  /** Where a method that calls itself stops. */
  private static Statement bottom(Method method, Body body) {
    boolean nothing = method.result.equals(JavaType.VOID);
    Statement end =
        new ReturnStmt(
            nothing ? Ast.call("done") : Ast.call("result", body.expressions.leaf(method.result)));
    var condition =
        Ast.binary(
            name("depth"),
            com.github.javaparser.ast.expr.BinaryExpr.Operator.LESS_EQUALS,
            Ast.integer(0));
    return new IfStmt(condition, Ast.block(end), null);
  }
}
