package dev.weft.transformer.generator;

import static dev.weft.transformer.generator.Ast.name;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Modifier.Keyword;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import dev.weft.transformer.generator.Members.Creatable;
import dev.weft.transformer.generator.Members.Field;
import dev.weft.transformer.generator.Members.Home;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a generated program, and the classes nested in it. */
final class Nest {
  private static final String SUBCLASS = "Sub";

  private final Members members;
  private final Choices choices;
  private final ClassOrInterfaceDeclaration main;
  private final Map<Home, ClassOrInterfaceDeclaration> classes = new EnumMap<>(Home.class);
  private @Nullable ClassOrInterfaceDeclaration subclass;

  Nest(Members members, ClassOrInterfaceDeclaration main) {
    this.members = members;
    this.choices = members.choices;
    this.main = main;
    classes.put(Home.MAIN, main);
  }

  ClassOrInterfaceDeclaration of(Home home) {
    return classes.get(home);
  }

  ClassOrInterfaceDeclaration subclass() {
    if (subclass == null) {
      throw new IllegalStateException("nothing is overridden");
    }
    return subclass;
  }

  // ---- fields
  // ------------------------------------------------------------------------------------------------------

  /** Static ones get their values anew in each run. */
  void addFields() {
    BlockStmt reset = new BlockStmt();
    Body body = Body.initializer(members);
    List<Field> fields = new ArrayList<>();
    for (int i = choices.between(2, 6); i > 0; i--) {
      boolean isStatic = choices.chance(40);
      JavaType type = JavaType.any(choices);
      Field field = new Field(members.name(isStatic ? "s" : "f"), type, isStatic, Home.MAIN);
      Expression value = body.expressions.literal(type);
      FieldDeclaration declaration = field(field, isStatic ? null : value);
      if (isStatic) {
        declaration.setStatic(true);
        reset.addStatement(Ast.assign(name(field.name()), AssignExpr.Operator.ASSIGN, value));
      }
      main.addMember(declaration);
      fields.add(field);
    }
    members.fields.addAll(fields);
    MethodDeclaration method =
        new MethodDeclaration(
            Modifier.createModifierList(Keyword.STATIC),
            "reset",
            Ast.type("void"),
            new NodeList<>());
    method.setBody(reset);
    main.addMember(method);
  }

  private static FieldDeclaration field(Field field, @Nullable Expression value) {
    VariableDeclarator declarator = new VariableDeclarator(Ast.type(field.type()), field.name());
    if (value != null) {
      declarator.setInitializer(value);
    }
    return new FieldDeclaration(new NodeList<>(), declarator);
  }

  // ---- classes
  // -----------------------------------------------------------------------------------------------------

  void addClasses() {
    if (choices.chance(40)) {
      addRecord();
    }
    if (choices.chance(35)) {
      addCell();
    }
    if (choices.chance(30)) {
      addClass(Home.INNER, new NodeList<>());
    }
  }

  private List<Field> components(Home home, List<JavaType> types) {
    List<Field> components = new ArrayList<>();
    for (int i = choices.below(5); i > 0; i--) {
      components.add(new Field(members.name("c"), choices.of(types), false, home));
    }
    return components;
  }

  private void addRecord() {
    List<Field> components = components(Home.MAIN, JavaType.PRINTABLE);
    RecordDeclaration declaration =
        new RecordDeclaration(Modifier.createModifierList(Keyword.PRIVATE), "Rec");
    components.forEach(c -> declaration.addParameter(Ast.parameter(c.type(), c.name())));
    main.addMember(declaration);
    members.creatables.add(new Creatable("Rec", Home.MAIN, components, true, false));
  }

  private Creatable addClass(Home home, NodeList<Modifier> modifiers) {
    List<JavaType> types = new ArrayList<>(JavaType.PRINTABLE);
    types.addAll(JavaType.ARRAYS);
    List<Field> components = components(home, types);
    boolean varargs = choices.chance(25);
    String name = home.typeName(members.main);
    ClassOrInterfaceDeclaration declaration =
        new ClassOrInterfaceDeclaration(modifiers, false, name);
    components.forEach(c -> declaration.addMember(field(c, null)));
    ConstructorDeclaration constructor = constructor(name, components, varargs);
    for (Field component : components) {
      Expression own = new FieldAccessExpr(new ThisExpr(), component.name());
      constructor
          .getBody()
          .addStatement(Ast.assign(own, AssignExpr.Operator.ASSIGN, name(component.name())));
    }
    declaration.addMember(constructor);
    main.addMember(declaration);
    classes.put(home, declaration);
    members.fields.addAll(components);
    Creatable creatable = new Creatable(name, home, components, false, varargs);
    members.creatables.add(creatable);
    return creatable;
  }

  private ConstructorDeclaration constructor(String name, List<Field> components, boolean varargs) {
    boolean isPrivate = choices.chance(50);
    ConstructorDeclaration constructor =
        new ConstructorDeclaration(
            isPrivate ? Modifier.createModifierList(Keyword.PRIVATE) : new NodeList<>(), name);
    components.forEach(c -> constructor.addParameter(Ast.parameter(c.type(), c.name())));
    if (varargs) {
      Parameter rest = Ast.parameter(JavaType.INT, "rest");
      rest.setVarArgs(true);
      constructor.addParameter(rest);
    }
    constructor.setBody(new BlockStmt());
    return constructor;
  }

  /**
   * {@code interface Face}, {@code static class Cell implements Face}, {@code static class Sub
   * extends Cell}.
   */
  private void addCell() {
    ClassOrInterfaceDeclaration face =
        new ClassOrInterfaceDeclaration(new NodeList<>(), true, "Face");
    main.addMember(face);
    classes.put(Home.FACE, face);
    Creatable cell = addClass(Home.CELL, Modifier.createModifierList(Keyword.STATIC));
    of(Home.CELL).addImplementedType("Face");
    ClassOrInterfaceDeclaration sub =
        new ClassOrInterfaceDeclaration(
            Modifier.createModifierList(Keyword.STATIC), false, SUBCLASS);
    sub.addExtendedType("Cell");
    ConstructorDeclaration constructor = constructor(SUBCLASS, cell.components(), false);
    NodeList<Expression> arguments = new NodeList<>();
    cell.components().forEach(c -> arguments.add(name(c.name())));
    constructor
        .getBody()
        .addStatement(new ExplicitConstructorInvocationStmt(false, null, arguments));
    sub.addMember(constructor);
    main.addMember(sub);
    members.creatables.add(new Creatable(SUBCLASS, Home.CELL, cell.components(), false, false));
    subclass = sub;
  }
}
