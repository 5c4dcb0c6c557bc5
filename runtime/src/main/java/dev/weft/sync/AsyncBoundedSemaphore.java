package dev.weft.sync;

/**
 * A semaphore that refuses more releases than acquires. Mirrors {@code asyncio.BoundedSemaphore}.
 */
public final class AsyncBoundedSemaphore extends AsyncSemaphore {
  private final int bound;

  /**
   * With so many permits, and never more.
   *
   * @param permits how many there are
   * @throws IllegalArgumentException when the number is negative
   */
  public AsyncBoundedSemaphore(int permits) {
    super(permits);
    this.bound = permits;
  }

  /**
   * As {@link AsyncSemaphore#release}.
   *
   * @throws IllegalStateException when there are all permits already
   */
  @Override
  public void release() {
    if (permits() >= bound) {
      throw new IllegalStateException("released more often than acquired: " + this);
    }
    super.release();
  }
}
