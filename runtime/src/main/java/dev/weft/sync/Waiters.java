package dev.weft.sync;

import dev.weft.EventLoop;
import dev.weft.Promise;
import dev.weft.internal.Nullable;
import java.util.ArrayDeque;

/**
 * Those who wait for something, first come, first served: the one place where fairness is decided.
 *
 * <p>A waiter is pending until it is given a turn, or cancelled. In a strict queue it stays until
 * its task has run, so that nobody who comes later can be served before it. In one that is not
 * strict, being woken is only a chance: it leaves the queue at once, and if somebody else was
 * faster it comes back at the end.
 */
final class Waiters {
  private final ArrayDeque<Promise<Object>> queue = new ArrayDeque<>(0);
  private final Object owner;
  private final boolean strict;
  private @Nullable EventLoop loop;

  /** For {@code owner}, to be named in messages. */
  Waiters(Object owner, boolean strict) {
    this.owner = owner;
    this.strict = strict;
  }

  /** A new waiter at the end. From the first one on all belong to one loop. */
  Promise<Object> enter(EventLoop loop) {
    if (this.loop == null) {
      this.loop = loop;
    } else if (this.loop != loop) {
      throw new IllegalStateException(
          owner
              + " is bound to another event loop: make one for each loop, where it is used first");
    }
    Promise<Object> waiter = loop.createPromise();
    queue.add(waiter);
    return waiter;
  }

  /** The task of {@code waiter} runs. */
  void leave(Promise<Object> waiter) {
    if (strict || waiter.isCancelled()) {
      queue.remove(waiter);
    }
  }

  /** Whether somebody is there who was not cancelled. */
  boolean anyLive() {
    for (Promise<Object> waiter : queue) {
      if (!waiter.isCancelled()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return queue.size();
  }

  /**
   * Gives a turn to the first, unless it is on its way already: it had one, or passes it on once
   * its task has run.
   */
  void wakeFirst() {
    Promise<Object> first = queue.peek();
    if (first != null && !first.isDone()) {
      first.complete(null);
    }
  }

  /** Gives a turn to the first who is pending; false when nobody is. */
  boolean wakeNext() {
    return wake(1) == 1;
  }

  /** Gives turns to the first {@code limit} who are pending; returns to how many. */
  int wake(int limit) {
    return strict ? wakeAndKeep(limit) : wakeAndRemove(limit);
  }

  private int wakeAndKeep(int limit) {
    int woken = 0;
    for (Promise<Object> waiter : queue) {
      if (woken >= limit) {
        break;
      }
      if (!waiter.isDone()) {
        waiter.complete(null);
        woken++;
      }
    }
    return woken;
  }

  private int wakeAndRemove(int limit) {
    int woken = 0;
    while (woken < limit) {
      Promise<Object> waiter = queue.poll();
      if (waiter == null) {
        break;
      }
      if (!waiter.isDone()) {
        waiter.complete(null);
        woken++;
      }
    }
    return woken;
  }
}
