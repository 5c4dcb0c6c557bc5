package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;

/**
 * First in, first out: what the loop runs in its next iterations. The first entry may stand by
 * itself, which costs half of what the ring does, and is all there is where tasks take turns. The
 * ring grows and never shrinks.
 */
final class ReadyQueue {
  /** In front of the ring; null when there is none. */
  private @Nullable Object first;

  private @Nullable Object[] ring = new Object[64];
  private int head;

  /** Entries in the ring. */
  private int waiting;

  boolean isEmpty() {
    return first == null && waiting == 0;
  }

  int size() {
    return first == null ? waiting : waiting + 1;
  }

  void add(Object entry) {
    if (first == null && waiting == 0) {
      first = entry;
    } else {
      addToRing(entry);
    }
  }

  private void addToRing(Object entry) {
    Object[] ring = this.ring;
    if (waiting == ring.length) {
      ring = grow();
    }
    ring[(head + waiting++) & (ring.length - 1)] = entry;
  }

  Object poll() {
    Object entry = first;
    if (entry != null) {
      first = null;
      return entry;
    }
    Object[] ring = this.ring;
    entry = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    waiting--;
    return Nulls.known(entry);
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
