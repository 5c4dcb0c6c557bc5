package dev.weft;

/** A function of four arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function4<A, B, C, D, R> {
  /**
   * {@return the combined value}
   *
   * @param a the first value
   * @param b the second value
   * @param c the third value
   * @param d the fourth value
   */
  R apply(A a, B b, C c, D d);
}
