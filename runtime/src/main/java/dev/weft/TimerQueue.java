package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.util.Arrays;

/**
 * The timers of a loop: an array heap ordered by (when, sequence), so that equal deadlines are
 * first in, first out. Cancelled ones are dropped when they come to the head, or all at once when
 * they are many.
 */
class TimerQueue {
  private static final int MANY = 100;

  private @Nullable TimerHandle[] heap = new TimerHandle[16];
  private int size;
  private int cancelled;
  private long sequence;

  final TimerHandle add(Runnable callback, Context context, long when) {
    TimerHandle timer = new TimerHandle(callback, context, when, sequence++, this);
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(heap, size++, timer);
    return timer;
  }

  final int size() {
    return size;
  }

  final boolean isEmpty() {
    return size == 0;
  }

  /** A queued timer was cancelled. */
  final void cancelled() {
    cancelled++;
    if (cancelled > MANY && cancelled * 2 > size) {
      rebuild();
    }
  }

  /** The next timer that is not cancelled, left where it is; null when there is none. */
  final @Nullable TimerHandle peek() {
    TimerHandle head = heap[0];
    while (head != null && head.isCancelled()) {
      poll();
      cancelled--;
      head = heap[0];
    }
    return head;
  }

  /**
   * Takes out the next timer if it is due at {@code now}; it may be cancelled. Null when it is not.
   */
  final @Nullable TimerHandle pollDue(long now) {
    TimerHandle head = heap[0];
    if (head == null || head.when - now > 0) {
      return null;
    }
    poll();
    if (head.isCancelled()) {
      cancelled--;
    }
    return head;
  }

  private void poll() {
    Nulls.known(heap[0]).queue = null;
    TimerHandle last = Nulls.known(heap[--size]);
    heap[size] = null;
    if (size > 0) {
      siftDown(heap, size, 0, last);
    }
  }

  private void rebuild() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      TimerHandle timer = Nulls.known(heap[i]);
      if (timer.isCancelled()) {
        timer.queue = null;
      } else {
        heap[kept++] = timer;
      }
    }
    Arrays.fill(heap, kept, size, null);
    size = kept;
    cancelled = 0;
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(heap, size, i, Nulls.known(heap[i]));
    }
  }

  /** Places {@code timer} at {@code index}, or as far above as it belongs. */
  void siftUp(@Nullable TimerHandle[] heap, int index, TimerHandle timer) {
    int i = index;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      TimerHandle above = Nulls.known(heap[parent]);
      if (!before(timer, above)) {
        break;
      }
      heap[i] = above;
      i = parent;
    }
    heap[i] = timer;
  }

  /** Places {@code timer} at {@code index}, or as far below as it belongs. */
  void siftDown(@Nullable TimerHandle[] heap, int size, int index, TimerHandle timer) {
    int i = index;
    int half = size >>> 1;
    while (i < half) {
      int child = 2 * i + 1;
      if (child + 1 < size && before(Nulls.known(heap[child + 1]), Nulls.known(heap[child]))) {
        child++;
      }
      TimerHandle below = Nulls.known(heap[child]);
      if (!before(below, timer)) {
        break;
      }
      heap[i] = below;
      i = child;
    }
    heap[i] = timer;
  }

  private static boolean before(TimerHandle a, TimerHandle b) {
    long difference = a.when - b.when;
    return difference != 0 ? difference < 0 : a.sequence < b.sequence;
  }
}
