package dev.weft;

/**
 * A function that gives a coroutine; as a lambda that awaits, it is async by itself.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface AsyncFunction<A, R> {
  /**
   * {@return the coroutine}
   *
   * @param argument the argument
   * @throws Exception whatever it throws instead
   */
  Coroutine<R> apply(A argument) throws Exception;
}
