package dev.weft.sync;

/** {@link AsyncQueue#putNowait} found no room. Mirrors {@code asyncio.QueueFull}. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the usual message. */
  public QueueFullException() {
    super("the queue is full");
  }
}
