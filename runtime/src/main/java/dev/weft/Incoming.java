package dev.weft;

import dev.weft.internal.Nullable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What other threads hand to a loop, and how they wake it.
 *
 * <p>No wake-up is lost: the loop announces itself in {@link #sleeper} and then looks whether
 * anything is there; the others add first and then look for a sleeper. One of the two sees the
 * other.
 */
final class Incoming {
  private final ConcurrentLinkedQueue<Handle> handles = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();
  private volatile boolean closed;

  /** Something may be in {@link #handles}: set after adding. */
  private volatile boolean any;

  /** From any thread. False when the loop is closed, and will not run the handle. */
  boolean add(Handle handle, Clock clock) {
    handles.add(handle);
    if (closed && handles.remove(handle)) {
      return false;
    }
    any = true;
    if (sleeper.get() != null) {
      Thread thread = sleeper.getAndSet(null);
      if (thread != null) {
        clock.wake(thread);
      }
    }
    return true;
  }

  boolean isEmpty() {
    return !any;
  }

  /** On the loop's thread. */
  void moveTo(ReadyQueue ready) {
    any = false; // Before looking: what comes in now sets it again.
    for (Handle handle = handles.poll(); handle != null; handle = handles.poll()) {
      ready.add(handle);
    }
  }

  /** On the loop's thread: waits until something is here or {@code deadline}, or returns early. */
  void await(Clock clock, long deadline) {
    sleeper.set(Thread.currentThread());
    try {
      if (!any) {
        clock.idle(deadline);
      }
    } finally {
      sleeper.set(null);
    }
  }

  /** From here on {@link #add} refuses; what is here does not run, and what was submitted fails. */
  void close() {
    closed = true;
    for (Handle handle = handles.poll(); handle != null; handle = handles.poll()) {
      if (handle.callback() instanceof Submission<?> submission) {
        submission.refused();
      }
    }
  }
}
