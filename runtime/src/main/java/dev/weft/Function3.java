package dev.weft;

/**
 * A function of three arguments: what combines the values of a {@code gather}.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 * @param <C> the type of the third argument
 * @param <R> the type of the result
 */
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
