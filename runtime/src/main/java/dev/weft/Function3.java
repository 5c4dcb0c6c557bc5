package dev.weft;

/** A function of three arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function3<A, B, C, R> {
  /** The combined value. */
  R apply(A a, B b, C c);
}
