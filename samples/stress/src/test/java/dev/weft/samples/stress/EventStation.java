package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncEvent;
import java.util.Map;
import java.util.TreeMap;

/** A flag that is set, often only to be cleared at once. */
final class EventStation extends Station {
  private final AsyncEvent event = new AsyncEvent();

  /** How often the flag was set, and how many have waited since which of those times. */
  private int sets;

  private final Map<Integer, Integer> waiting = new TreeMap<>();

  EventStation(World world) {
    super(world);
  }

  @Override
  Coroutine<Void> visit() {
    switch (world.random(8)) {
      case 0 -> set();
      case 1 -> event.clear();
      case 2 -> {
        set();
        event.clear();
      }
      default -> {
        return waitForSet();
      }
    }
    return done();
  }

  private void set() {
    if (!event.isSet()) {
      sets++;
    }
    event.set();
  }

  @Async
  private Coroutine<Void> waitForSet() {
    int since = sets;
    boolean set = event.isSet();
    waiting.merge(since, 1, Integer::sum);
    try {
      await(event.waitForSet());
      check(set || sets > since, "woken though it was not set");
    } finally {
      waiting.computeIfPresent(since, (key, n) -> n == 1 ? null : n - 1);
    }
    return done();
  }

  @Override
  void checkIdle() {
    check(!event.isSet() || waiting.isEmpty(), "set, and somebody waits for it");
    for (int since : waiting.keySet()) {
      check(since == sets, "set since somebody waits for it");
    }
  }

  @Override
  void relieve() {
    set();
  }

  @Override
  void checkEnd() {
    check(waiting.isEmpty(), "somebody still waits");
    check(event.toString().endsWith("waiters: 0]"), "a waiter that is not there");
  }

  @Override
  public String toString() {
    return event + ", set " + sets + " times, waiting since " + waiting;
  }
}
