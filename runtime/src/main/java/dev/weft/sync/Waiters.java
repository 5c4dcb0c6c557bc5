package dev.weft.sync;

import dev.weft.codegen.Execution;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Waiter;
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
  /** The only one, most of the time. */
  private @Nullable Waiter<?> first;

  /** Those behind the first: empty when there is none. */
  private final ArrayDeque<Waiter<?>> others = new ArrayDeque<>(0);

  private final Object owner;
  private final boolean strict;
  private @Nullable Execution driver;

  /** For {@code owner}, to be named in messages. */
  Waiters(Object owner, boolean strict) {
    this.owner = owner;
    this.strict = strict;
  }

  /** A new waiter at the end. From the first one on all belong to one loop. */
  void enter(Waiter<?> waiter, Execution x) {
    if (driver == null) {
      driver = x;
    } else if (driver != x) {
      throw new IllegalStateException(
          owner
              + " is bound to another event loop: make one for each loop, where it is used first");
    }
    if (first == null) {
      first = waiter;
    } else {
      others.add(waiter);
    }
  }

  /** The task of {@code waiter} runs. */
  void leave(Waiter<?> waiter) {
    if (strict || waiter.isCancelled()) {
      remove(waiter);
    }
  }

  private void remove(Waiter<?> waiter) {
    if (waiter == first) {
      removeFirst();
    } else {
      others.remove(waiter);
    }
  }

  private void removeFirst() {
    first = others.isEmpty() ? null : others.poll();
  }

  /** Whether somebody is there who was not cancelled. */
  boolean anyLive() {
    if (first == null || !first.isCancelled()) {
      return first != null;
    }
    for (Waiter<?> waiter : others) {
      if (!waiter.isCancelled()) {
        return true;
      }
    }
    return false;
  }

  int size() {
    return first == null ? 0 : 1 + others.size();
  }

  /**
   * Gives a turn to the first, unless it is on its way already: it had one, or passes it on once
   * its task has run.
   */
  void wakeFirst() {
    Waiter<?> first = this.first;
    if (first != null && first.isWaiting()) {
      grant(first);
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
    if (limit > 0 && first != null && first.isWaiting()) {
      grant(first);
      woken++;
    }
    for (Waiter<?> waiter : others) {
      if (woken >= limit) {
        break;
      }
      if (waiter.isWaiting()) {
        grant(waiter);
        woken++;
      }
    }
    return woken;
  }

  private int wakeAndRemove(int limit) {
    int woken = 0;
    while (woken < limit) {
      Waiter<?> waiter = first;
      if (waiter == null) {
        break;
      }
      removeFirst();
      if (waiter.isWaiting()) {
        grant(waiter);
        woken++;
      }
    }
    return woken;
  }

  private void grant(Waiter<?> waiter) {
    waiter.grant(Nulls.known(driver));
  }
}
