package dev.weft;

/**
 * Something to run that gives a coroutine; as a lambda that awaits, it is async by itself.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface AsyncCallable<T> {
  /**
   * {@return the coroutine}
   *
   * @throws Exception whatever it throws instead
   */
  Coroutine<T> call() throws Exception;
}
