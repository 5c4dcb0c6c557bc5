package dev.weft;

import java.util.Objects;
import java.util.concurrent.Flow;

/**
 * Elements that have to be waited for. Mirrors Python's asynchronous iterators: {@link #forEach} is
 * {@code async for} over {@code aclosing(...)}.
 *
 * <pre>
 * await(lines.forEach(line -&gt; {
 *   await(store(line));
 *   return done();
 * }));
 * </pre>
 *
 * <p>Where the body is to leave the method, or the iteration is one of several things, the same by
 * hand:
 *
 * <pre>
 * try {
 *   while (await(lines.advance())) {
 *     if (lines.current().isEmpty()) {
 *       break;
 *     }
 *     await(store(lines.current()));
 *   }
 * } finally {
 *   await(lines.close());
 * }
 * </pre>
 *
 * <p>Closing is a coroutine, since giving up a connection may have to wait: so this is not
 * AutoCloseable, and the try is one with a finally. Leaving the loop without closing leaves the
 * source as it is, for ever in the worst case. Used on one loop, by one task at a time.
 *
 * @param <T> the elements
 */
public interface AsyncIterator<T> {
  /**
   * Moves to the next element; false when there is none, and ever after. Mirrors {@code anext}.
   *
   * <p>When the wait is cancelled, so by a timeout, the iteration is over and what it held is given
   * up, as a Python generator ends when {@link CancelledError} passes through it.
   *
   * @return a coroutine that throws what the source failed with, once; and IllegalStateException
   *     when the one before has not ended
   */
  Coroutine<Boolean> advance();

  /**
   * {@return the element it stands at}
   *
   * @throws IllegalStateException before the first {@link #advance}, or after the end
   */
  T current();

  /**
   * Gives up what it holds; an {@link #advance} that waits in another task ends with false. Does
   * nothing the second time, or at the end. Mirrors {@code aclose}.
   *
   * @return a coroutine that ends when it has been given up
   */
  default Coroutine<Void> close() {
    return Weft.done();
  }

  /**
   * Runs {@code body} with each element, one after the other, in the caller's task; then closes
   * this, however it ended: also when {@code body} fails or the task is cancelled. What {@code
   * close} throws then is added to that as suppressed.
   *
   * @param body runs with each element
   * @return a coroutine that ends when this has been closed
   */
  default Coroutine<Void> forEach(AsyncConsumer<? super T> body) {
    AsyncFunction<T, Void> all = Objects.requireNonNull(body, "body")::accept;
    return new ForEach<>(this, all);
  }

  /**
   * As {@link #forEach}, until {@code body} returns false: that is the {@code break}.
   *
   * @param body runs with each element
   * @return a coroutine that ends when this has been closed
   */
  default Coroutine<Void> forEachWhile(AsyncFunction<? super T, Boolean> body) {
    return new ForEach<>(this, Objects.requireNonNull(body, "body"));
  }

  /**
   * {@return the elements of {@code elements}, which never have to be waited for: it does not
   * suspend}
   *
   * @param <T> the elements
   * @param elements the elements
   */
  static <T> AsyncIterator<T> of(Iterable<? extends T> elements) {
    return new IterableIterator<>(elements);
  }

  /**
   * As {@link #of(Flow.Publisher, int)}, with {@link Flow#defaultBufferSize}.
   *
   * @param <T> the elements
   * @param publisher where the elements come from
   * @return an iterator that has not subscribed yet
   */
  static <T> AsyncIterator<T> of(Flow.Publisher<? extends T> publisher) {
    return of(publisher, Flow.defaultBufferSize());
  }

  /**
   * What {@code publisher} publishes, in that order. Subscribes at the first {@link #advance},
   * once. Never more than {@code buffer} elements are requested and not taken yet: a publisher is
   * as fast as the task that iterates. Its signals may come from any thread. Its error is thrown
   * after the elements before it, as itself. The subscription is cancelled by {@link #close}, and
   * when the task that waits for an element is cancelled, so also when a {@link Runner} ends.
   *
   * <p>A publisher that sends more than was requested breaks the rules of {@link Flow}: the
   * subscription is cancelled, and IllegalStateException thrown.
   *
   * @param <T> the elements
   * @param publisher where the elements come from
   * @param buffer how many elements may be requested ahead
   * @return an iterator that has not subscribed yet
   * @throws IllegalArgumentException when {@code buffer} is not positive
   */
  static <T> AsyncIterator<T> of(Flow.Publisher<? extends T> publisher, int buffer) {
    return new PublisherIterator<>(publisher, buffer);
  }
}
