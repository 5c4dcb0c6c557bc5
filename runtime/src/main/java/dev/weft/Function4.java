package dev.weft;

/**
 * A function of four arguments: what combines the values of a {@code gather}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <D> the type of the fourth argument
 * @param <R> the type of the result
 */
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
