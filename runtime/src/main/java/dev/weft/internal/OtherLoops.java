package dev.weft.internal;

import dev.weft.Future;

/** What happens to a future that is awaited on another loop than its own. */
public final class OtherLoops {
  private OtherLoops() {}

  /**
   * The outcome of a future that another loop has left behind, done.
   *
   * @throws IllegalStateException when that loop may still change it, or can do so no more
   */
  public static @Nullable Object outcome(Future<?> future) {
    if (future.loop().isClosed() && future.isDone()) {
      return future.result();
    }
    throw new IllegalStateException(
        "cannot await a future of another event loop: " + future + remedy(future));
  }

  /** The end of a message: what to do instead. */
  public static String remedy(Future<?> future) {
    return future.loop().isClosed()
        ? "; that loop is closed, so it will never be done: make it on the loop that runs"
        : "; submit a coroutine that awaits it to that loop, and await what submit returns";
  }
}
