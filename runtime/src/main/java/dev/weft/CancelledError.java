package dev.weft;

import dev.weft.internal.Nullable;

/**
 * Thrown into a task at its await when the task is cancelled, and out of an await of something
 * cancelled.
 *
 * <p>An {@link Error}, so that {@code catch (Exception e)} does not swallow a cancellation; a
 * {@code finally} runs as always. Mirrors {@code asyncio.CancelledError}, a BaseException for the
 * same reason.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1;

  /** Without a message. */
  public CancelledError() {
    this(null);
  }

  /**
   * With the message given to {@link Future#cancel(String)}.
   *
   * @param message what happened, or null
   */
  public CancelledError(@Nullable String message) {
    super(message);
  }
}
