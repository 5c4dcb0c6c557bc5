package dev.weft;

/** A function of three arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function3<A, B, C, R> {
  /**
   * {@return the combined value}
   *
   * @param a the first value
   * @param b the second value
   * @param c the third value
   */
  R apply(A a, B b, C c);
}
