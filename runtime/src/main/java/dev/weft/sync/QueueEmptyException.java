package dev.weft.sync;

/** {@link AsyncQueue#getNowait} found nothing. Mirrors {@code asyncio.QueueEmpty}. */
public final class QueueEmptyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With the usual message. */
  public QueueEmptyException() {
    super("the queue is empty");
  }
}
