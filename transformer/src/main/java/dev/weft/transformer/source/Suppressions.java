package dev.weft.transformer.source;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import dev.weft.transformer.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a {@code @SuppressWarnings} on a method, class, field or variable around a place names a
 * warning.
 */
final class Suppressions {
  private Suppressions() {}

  /** Whether one of the declarations around the place silences the problem. */
  static boolean silence(SourceText source, Diagnostic problem, Optional<Spot> spot) {
    CompilationUnit unit = source.unit();
    if (unit == null) {
      return false;
    }
    // weft:203 for WEFT-203.
    Set<String> names =
        Set.of("all", "weft", "weft:" + problem.code().id().substring("WEFT-".length()));
    Optional<Node> node = spot.flatMap(Spot::node);
    List<Node> around =
        node.isPresent() ? ancestors(node.get()) : declarations(unit, problem.line());
    return around.stream().anyMatch(at -> silences(at, names));
  }

  private static List<Node> ancestors(Node node) {
    List<Node> ancestors = new ArrayList<>();
    for (Optional<Node> at = Optional.of(node); at.isPresent(); at = at.get().getParentNode()) {
      ancestors.add(at.get());
    }
    return ancestors;
  }

  private static List<Node> declarations(CompilationUnit unit, int line) {
    List<Node> around = new ArrayList<>();
    for (BodyDeclaration<?> at :
        unit.findAll(BodyDeclaration.class).stream().map(b -> (BodyDeclaration<?>) b).toList()) {
      if (at.getRange()
          .map(range -> range.begin.line <= line && line <= range.end.line)
          .orElse(false)) {
        around.add(at);
      }
    }
    return around;
  }

  private static boolean silences(Node node, Set<String> names) {
    if (!(node instanceof NodeWithAnnotations<?> annotated)) {
      return false;
    }
    for (AnnotationExpr annotation : annotated.getAnnotations()) {
      if (annotation.getName().getIdentifier().equals("SuppressWarnings")
          && annotation.findAll(StringLiteralExpr.class).stream()
              .anyMatch(text -> names.contains(text.asString()))) {
        return true;
      }
    }
    return false;
  }
}
