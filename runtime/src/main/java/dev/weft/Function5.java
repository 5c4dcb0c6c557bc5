package dev.weft;

/** A function of five arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function5<A, B, C, D, E, R> {
  /** The combined value. */
  R apply(A a, B b, C c, D d, E e);
}
