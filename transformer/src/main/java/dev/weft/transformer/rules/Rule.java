package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import java.util.function.Consumer;

/** Recognises one kind of mistake. When it cannot be sure, it says nothing. */
interface Rule {
  /** Looks at a method. */
  void check(Body body, Consumer<Diagnostic> report);
}
