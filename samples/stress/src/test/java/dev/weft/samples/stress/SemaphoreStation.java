package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncBoundedSemaphore;
import dev.weft.sync.AsyncSemaphore;

/** Permits, bounded or not. */
final class SemaphoreStation extends Station {
  private final int permits;
  private final AsyncSemaphore semaphore;
  private final Line line = new Line();
  private int held;

  SemaphoreStation(World world, boolean bounded) {
    super(world);
    permits = 1 + world.random(3);
    semaphore = bounded ? new AsyncBoundedSemaphore(permits) : new AsyncSemaphore(permits);
  }

  @Override
  Coroutine<Void> visit() {
    return world.random(2) == 0 ? acquireAndRelease() : hold();
  }

  @Async
  private Coroutine<Void> acquireAndRelease() {
    Line.Ticket ticket = line.enter();
    try {
      await(semaphore.acquire());
    } catch (Throwable e) {
      line.left(ticket);
      throw e;
    }
    taken(ticket);
    try {
      await(world.pause());
    } finally {
      held--;
      semaphore.release();
    }
    return done();
  }

  @Async
  private Coroutine<Void> hold() {
    Line.Ticket ticket = line.enter();
    try (var permit = await(semaphore.hold())) {
      taken(ticket);
      try {
        await(world.pause());
      } finally {
        held--;
      }
    } finally {
      line.left(ticket);
    }
    return done();
  }

  private void taken(Line.Ticket ticket) {
    check(line.served(ticket), "somebody was overtaken");
    held++;
    check(held <= permits, "a permit too many");
  }

  @Override
  void checkIdle() {
    check(line.isEmpty() || held == permits, "a permit, and somebody waits for it");
    check(semaphore.locked() == (held == permits), "a permit was lost");
  }

  @Override
  void relieve() {
    // Who holds a permit waits for time alone.
  }

  @Override
  void checkEnd() {
    check(held == 0 && line.isEmpty(), "somebody still uses it");
    check(
        semaphore.toString().endsWith("[permits: " + permits + ", waiters: 0]"),
        "a permit was lost or doubled");
  }

  @Override
  public String toString() {
    return semaphore + " of " + permits + ", line " + line + ", held " + held;
  }
}
