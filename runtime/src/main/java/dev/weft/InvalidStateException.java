package dev.weft;

/**
 * The result of a future was asked for, or set, in a state that does not allow it. Mirrors
 * asyncio.InvalidStateError.
 */
public final class InvalidStateException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /**
   * Says what was tried on which future.
   *
   * @param message what happened, or null
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
