package dev.weft;

import dev.weft.internal.Nullable;

/**
 * First in, first out: what the loop runs in its next iterations. A ring that grows and never
 * shrinks.
 */
final class ReadyQueue {
  private @Nullable Object[] ring = new Object[64];
  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(Object entry) {
    Object[] ring = this.ring;
    if (size == ring.length) {
      ring = grow();
    }
    ring[(head + size++) & (ring.length - 1)] = entry;
  }

  Object poll() {
    Object[] ring = this.ring;
    Object entry = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return entry;
  }

  private Object[] grow() {
    Object[] larger = new Object[ring.length * 2];
    int tail = ring.length - head;
    System.arraycopy(ring, head, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, head);
    head = 0;
    ring = larger;
    return larger;
  }
}
