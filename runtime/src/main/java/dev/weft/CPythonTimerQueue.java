package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;

/**
 * Gives out timers of the same moment in the order of CPython's {@code heapq}, which compares the
 * moments only and moves a hole to a leaf before it fills it. Nobody's wish but that of a test
 * which repeats what a Python program printed.
 */
final class CPythonTimerQueue extends TimerQueue {
  @Override
  void siftUp(@Nullable TimerHandle[] heap, int index, TimerHandle timer) {
    siftUp(heap, 0, index, timer);
  }

  /** heapq._siftdown. */
  private static void siftUp(@Nullable TimerHandle[] heap, int root, int index, TimerHandle timer) {
    int i = index;
    while (i > root) {
      int parent = (i - 1) >>> 1;
      TimerHandle above = Nulls.known(heap[parent]);
      if (timer.when >= above.when) {
        break;
      }
      heap[i] = above;
      i = parent;
    }
    heap[i] = timer;
  }

  /** heapq._siftup. */
  @Override
  void siftDown(@Nullable TimerHandle[] heap, int size, int index, TimerHandle timer) {
    int i = index;
    int child = 2 * i + 1;
    while (child < size) {
      if (child + 1 < size && Nulls.known(heap[child]).when >= Nulls.known(heap[child + 1]).when) {
        child++;
      }
      heap[i] = heap[child];
      i = child;
      child = 2 * i + 1;
    }
    siftUp(heap, index, i, timer);
  }
}
