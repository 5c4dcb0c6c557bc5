package dev.weft;

/** A consumer that gives a coroutine; as a lambda that awaits, it is async by itself. */
@FunctionalInterface
public interface AsyncConsumer<A> {
  /** The coroutine. */
  Coroutine<Void> accept(A argument) throws Exception;
}
