package dev.weft;

/** A function that gives a coroutine; as a lambda that awaits, it is async by itself. */
@FunctionalInterface
public interface AsyncFunction<A, R> {
  /** The coroutine. */
  Coroutine<R> apply(A argument) throws Exception;
}
