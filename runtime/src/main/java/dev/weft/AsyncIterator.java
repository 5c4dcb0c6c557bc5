package dev.weft;

/**
 * Elements that have to be waited for. Mirrors Python's asynchronous iterators.
 *
 * <pre>
 * try {
 *   while (await(lines.advance())) {
 *     use(lines.current());
 *   }
 * } finally {
 *   await(lines.close());
 * }
 * </pre>
 */
public interface AsyncIterator<T> {
  /** Moves to the next element; false when there is none. Not before the one before has ended. */
  Coroutine<Boolean> advance();

  /**
   * The element it stands at.
   *
   * @throws IllegalStateException before the first {@link #advance}, or after the end
   */
  T current();

  /** Gives up what it holds. Does nothing the second time, or at the end. */
  default Coroutine<Void> close() {
    return Weft.done();
  }
}
