package dev.weft;

/** A function of four arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function4<A, B, C, D, R> {
  /** The combined value. */
  R apply(A a, B b, C c, D d);
}
