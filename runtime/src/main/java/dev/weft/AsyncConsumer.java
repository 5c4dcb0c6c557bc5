package dev.weft;

/**
 * A consumer that gives a coroutine; as a lambda that awaits, it is async by itself.
 *
 * @param <A> the type of the argument
 */
@FunctionalInterface
public interface AsyncConsumer<A> {
  /**
   * {@return the coroutine}
   *
   * @param argument the argument
   * @throws Exception whatever it throws instead
   */
  Coroutine<Void> accept(A argument) throws Exception;
}
