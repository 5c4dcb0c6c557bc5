package dev.weft.codegen;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The transformer's mark on a class it has rewritten: a second run leaves it alone. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Woven {
  /** {@return the {@link Abi#VERSION} it was woven for} */
  int abi();

  /** {@return internal names of the frame classes that belong to it} */
  String[] frames();
}
