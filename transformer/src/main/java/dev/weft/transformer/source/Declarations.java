package dev.weft.transformer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.type.Type;
import dev.weft.transformer.Diagnostic;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the declarations of the classes and methods that class files name. */
final class Declarations {
  private Declarations() {}

  /** Whether a node runs as part of a constructor or a class initialiser. */
  static boolean isInitializer(Node node) {
    return node instanceof ConstructorDeclaration
        || node instanceof CompactConstructorDeclaration
        || node instanceof InitializerDeclaration
        || node instanceof FieldDeclaration
        || node instanceof EnumConstantDeclaration;
  }

  /** The declaration of the problem's class. */
  static Optional<TypeDeclaration<?>> type(CompilationUnit unit, Diagnostic problem) {
    String name = simpleClassName(problem);
    for (TypeDeclaration<?> type :
        unit.findAll(TypeDeclaration.class).stream().map(t -> (TypeDeclaration<?>) t).toList()) {
      if (type.getNameAsString().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The declaration of the problem's method. Overloads, and methods of the same name in other
   * classes of the file, are told apart by the line if there is one, then by class, then by
   * parameters: those of a class file are erased, so that not all of them need fit.
   */
  static Optional<MethodDeclaration> method(CompilationUnit unit, Diagnostic problem) {
    String method = problem.method();
    int open = method.indexOf('(');
    if (open < 0) {
      return Optional.empty();
    }
    String name = method.substring(0, open);
    String inside = method.substring(open + 1, method.lastIndexOf(')'));
    List<String> parameters = inside.isEmpty() ? List.of() : List.of(inside.split(", ", -1));
    // A stream's max takes the last of several equals: the first is as good.
    return unit
        .findAll(MethodDeclaration.class, declaration -> declaration.getNameAsString().equals(name))
        .stream()
        .max(
            Comparator.<MethodDeclaration, Boolean>comparing(at -> contains(at, problem.line()))
                .thenComparing(at -> isIn(at, simpleClassName(problem)))
                .thenComparing(at -> at.getParameters().size() == parameters.size())
                .thenComparing(at -> sameTypes(at, parameters)));
  }

  private static boolean contains(BodyDeclaration<?> declaration, int line) {
    return declaration
        .getRange()
        .map(range -> range.begin.line <= line && line <= range.end.line)
        .orElse(false);
  }

  private static boolean isIn(MethodDeclaration method, String className) {
    return method
        .getParentNode()
        .filter(
            parent ->
                parent instanceof TypeDeclaration<?> type
                    && type.getNameAsString().equals(className))
        .isPresent();
  }

  private static int sameTypes(MethodDeclaration method, List<String> parameters) {
    int same = 0;
    for (int i = 0; i < Math.min(parameters.size(), method.getParameters().size()); i++) {
      if (simpleName(method.getParameter(i).getType()).equals(parameters.get(i))) {
        same++;
      }
    }
    return same;
  }

  private static String simpleName(Type type) {
    return type.isClassOrInterfaceType()
        ? type.asClassOrInterfaceType().getNameAsString()
        : type.asString();
  }

  /**
   * The innermost name in {@code pack/Outer$Inner$1}; of a local class {@code Outer$1Local},
   * without its number.
   */
  private static String simpleClassName(Diagnostic problem) {
    String name = problem.className();
    String[] segments = name.substring(name.lastIndexOf('/') + 1).split("\\$", -1);
    for (int i = segments.length - 1; i >= 0; i--) {
      String segment = segments[i].replaceFirst("^\\d+", "");
      if (!segment.isEmpty()) {
        return segment;
      }
    }
    return "";
  }
}
