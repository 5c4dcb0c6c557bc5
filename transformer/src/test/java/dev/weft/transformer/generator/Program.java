package dev.weft.transformer.generator;

import com.github.javaparser.ast.CompilationUnit;

/**
 * A generated class.
 *
 * @param seed that it was made from
 * @param name internal name of its top-level class, which has the method {@link #ENTRY}
 */
record Program(long seed, String name, CompilationUnit unit) {
  static final String ENTRY = "entry";

  String source() {
    return unit.toString();
  }

  Program with(CompilationUnit changed) {
    return new Program(seed, name, changed);
  }
}
