package dev.weft.transformer.generator;

/**
 * A local variable or parameter.
 *
 * @param cost of a call, when it holds a function
 */
record Variable(String name, JavaType type, Use use, int cost) {
  enum Use {
    /** Statements may change it. */
    ASSIGNABLE,
    /** Effectively final: lambdas and inner classes may capture it. */
    FINAL,
    /** Changed by its loop only, which would not end otherwise. */
    COUNTER
  }

  Variable(String name, JavaType type, Use use) {
    this(name, type, use, 1);
  }

  boolean isAssignable() {
    return use == Use.ASSIGNABLE;
  }

  boolean isCapturable() {
    return use == Use.FINAL;
  }
}
