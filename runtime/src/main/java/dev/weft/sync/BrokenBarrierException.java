package dev.weft.sync;

/**
 * An {@link AsyncBarrier} was reset or aborted. Mirrors {@code asyncio.BrokenBarrierError};
 * unchecked.
 */
public final class BrokenBarrierException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Says what became of the barrier.
   *
   * @param message what happened, or null
   */
  public BrokenBarrierException(String message) {
    super(message);
  }
}
