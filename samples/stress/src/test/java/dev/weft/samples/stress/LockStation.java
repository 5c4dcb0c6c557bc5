package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.waitFor;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TimedOutException;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncLock;

/** A lock, and a condition on it: some put tokens, each of which lets one go that waits for it. */
final class LockStation extends Station {
  private final AsyncLock lock = new AsyncLock();
  private final AsyncCondition condition = new AsyncCondition(lock);
  private final Line line = new Line();
  private int inside;
  private int tokens;
  private int waiting;

  LockStation(World world) {
    super(world);
  }

  @Override
  Coroutine<Void> visit() {
    return switch (world.random(8)) {
      case 0, 1 -> hold();
      case 2, 3, 4 -> produce();
      case 5 -> consumeWithPredicate();
      default -> consume();
    };
  }

  @Async
  private Coroutine<Void> hold() {
    Line.Ticket ticket = line.enter();
    try (var held = await(lock.hold())) {
      check(line.served(ticket), "somebody was overtaken");
      enter();
      try {
        await(world.pause());
      } finally {
        leave();
      }
    } finally {
      line.left(ticket);
    }
    return done();
  }

  @Async
  private Coroutine<Void> produce() {
    Line.Ticket ticket = line.enter();
    try {
      await(condition.acquire());
    } catch (Throwable e) {
      line.left(ticket);
      throw e;
    }
    check(line.served(ticket), "somebody was overtaken");
    enter();
    try {
      tokens++;
      if (world.random(10) == 0) {
        condition.signalAll();
      } else {
        condition.signal(); // One for one token: none may be lost.
      }
      if (world.random(3) == 0) {
        await(world.pause());
      }
    } finally {
      leave();
      condition.release();
    }
    return done();
  }

  @Async
  private Coroutine<Void> consume() {
    await(condition.acquire());
    try {
      while (tokens == 0) {
        await(waitForToken());
      }
      enter();
      tokens--;
      leave();
    } finally {
      condition.release();
    }
    return done();
  }

  /** Whether it is signalled, cancelled or late: afterwards it holds the lock again. */
  @Async
  private Coroutine<Void> waitForToken() {
    waiting++;
    try {
      if (world.timeouts() && world.random(4) == 0) {
        await(waitFor(condition.waitForSignal(), world.someTime()));
      } else {
        await(condition.waitForSignal());
      }
    } catch (TimedOutException e) {
      check(world.timeouts(), "a timeout that nobody asked for");
    } finally {
      waiting--;
      enter();
      leave();
    }
    return done();
  }

  @Async
  private Coroutine<Void> consumeWithPredicate() {
    try (var held = await(condition.hold())) {
      waiting++;
      try {
        await(condition.waitFor(() -> tokens > 0));
      } finally {
        waiting--;
        enter();
        leave();
      }
      tokens--;
    }
    return done();
  }

  private void enter() {
    check(lock.locked(), "inside without the lock");
    check(inside == 0, "two inside");
    inside++;
  }

  private void leave() {
    inside--;
  }

  @Override
  void checkIdle() {
    if (lock.locked()) {
      check(inside == 1, "locked, and nobody inside");
    } else {
      check(line.isEmpty(), "unlocked, and somebody waits for it");
      check(tokens == 0 || waiting == 0, "a token, and somebody waits for it");
    }
  }

  @Override
  void relieve() {
    if (waiting > 0) {
      world.adopt(createTask(produce()));
    }
  }

  @Override
  void checkEnd() {
    check(waiting == 0 && line.isEmpty(), "somebody still waits");
    check(lock.toString().equals("AsyncLock[unlocked, waiters: 0]"), "not as new");
    check(condition.toString().equals("AsyncCondition[unlocked, waiters: 0]"), "not as new");
  }

  @Override
  public String toString() {
    return lock
        + " "
        + condition
        + ", line "
        + line
        + ", inside "
        + inside
        + ", tokens "
        + tokens
        + ", waiting for tokens "
        + waiting;
  }
}
