package dev.weft.transformer.bytecode;

/** What verification asks of the class hierarchy; the answer is true where it is not known. */
@FunctionalInterface
public interface Subtypes {
  /** Whether a class, interface (internal names) or array (descriptor) is a {@code supertype}. */
  boolean isSubtype(String subtype, String supertype);
}
