package dev.weft;

/**
 * A timeout ended something. Mirrors Python's {@code TimeoutError}; unchecked, since an await
 * cannot declare it.
 */
public final class TimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a message. */
  public TimedOutException() {}

  /** With the cancellation that it stands for. */
  TimedOutException(Throwable cause) {
    super(null, cause);
  }
}
