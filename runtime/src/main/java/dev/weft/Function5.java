package dev.weft;

/** A function of five arguments: what combines the values of a {@code gather}. */
@FunctionalInterface
public interface Function5<A, B, C, D, E, R> {
  /**
   * {@return the combined value}
   *
   * @param a the first value
   * @param b the second value
   * @param c the third value
   * @param d the fourth value
   * @param e the fifth value
   */
  R apply(A a, B b, C c, D d, E e);
}
