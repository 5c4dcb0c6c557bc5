package dev.weft.sync;

/** The {@link AsyncQueue} was shut down. Mirrors {@code asyncio.QueueShutDown}. */
public final class QueueShutDownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the usual message. */
  public QueueShutDownException() {
    super("the queue is shut down");
  }
}
