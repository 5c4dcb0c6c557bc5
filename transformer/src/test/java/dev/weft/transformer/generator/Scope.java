package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The local variables in scope, and which of them are definitely assigned: no more than the
 * compiler knows too. An assignment inside an expression does not count.
 */
final class Scope {
  /** A point to go back to at the end of a block. */
  record Mark(int variables, Set<String> assigned) {}

  private final List<Variable> variables = new ArrayList<>();
  private final Set<String> assigned = new HashSet<>();

  void declare(Variable variable) {
    variables.add(variable);
    assigned.add(variable.name());
  }

  void declareUnassigned(Variable variable) {
    variables.add(variable);
  }

  void assign(Variable variable) {
    assigned.add(variable.name());
  }

  Mark mark() {
    return new Mark(variables.size(), Set.copyOf(assigned));
  }

  /** Ends a block: its variables are gone, its assignments forgotten. */
  void reset(Mark mark) {
    variables.subList(mark.variables(), variables.size()).clear();
    assign(mark.assigned());
  }

  Set<String> assigned() {
    return Set.copyOf(assigned);
  }

  void assign(Set<String> names) {
    assigned.clear();
    assigned.addAll(names);
  }

  List<Variable> readable(Predicate<Variable> wanted) {
    return variables.stream().filter(v -> assigned.contains(v.name())).filter(wanted).toList();
  }

  List<Variable> readable(JavaType type) {
    return readable(v -> v.type().equals(type));
  }

  /**
   * Variables that an expression may change: they must have been assigned, so that compound
   * operators work too.
   */
  List<Variable> changeable(Predicate<Variable> wanted) {
    return readable(v -> v.isAssignable() && wanted.test(v));
  }

  /** Variables that wait for a value. */
  List<Variable> unassigned() {
    return variables.stream().filter(v -> !assigned.contains(v.name())).toList();
  }

  /** What a lambda or an inner class sees of this scope. */
  Scope captured() {
    Scope inner = new Scope();
    readable(Variable::isCapturable).forEach(inner::declare);
    return inner;
  }
}
