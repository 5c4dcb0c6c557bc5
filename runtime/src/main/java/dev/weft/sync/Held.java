package dev.weft.sync;

/**
 * Something held until it is closed, for try-with-resources: {@code try (var held =
 * await(lock.hold())) {...}}. Closing it again does nothing.
 */
public final class Held implements AutoCloseable {
  private final Runnable release;
  private boolean closed;

  Held(Runnable release) {
    this.release = release;
  }

  /** Releases it. On the loop's thread. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
