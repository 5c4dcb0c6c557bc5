package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Task;

/** Does one thing after the other, and goes on when it is cancelled. */
final class Worker {
  static final ContextVar<Integer> NUMBER = ContextVar.of("worker");

  private final World world;
  private final int number;
  private final Ways ways;
  private Task<Void> task;

  /** How often it was asked to cancel since it last went on. */
  private int requests;

  Worker(World world, int number) {
    this.world = world;
    this.number = number;
    this.ways = new Ways(world);
  }

  void start() {
    task = createTask(work(), "worker-" + number);
  }

  void cancel() {
    if (currentTask() != task && task.cancel()) {
      requests++;
    }
  }

  @Async
  private Coroutine<Void> work() {
    NUMBER.set(number);
    while (!world.isEnding()) {
      boolean cancelled = false;
      try {
        await(ways.any(0));
        world.check(requests == 0, "a cancellation was lost", task);
      } catch (CancelledError e) {
        cancelled = true;
        world.check(requests > 0, "cancelled, and nobody asked for it", task);
      } catch (RuntimeException e) {
        world.check(World.isExpected(e), "failed", e);
      }
      world.check(task.cancelling() == requests, "wrong number of requests", task);
      world.check(NUMBER.get() == number, "another's context");
      goOn();
      if (!cancelled || world.random(2) == 0) {
        await(yieldNow());
      }
    }
    return done();
  }

  /** Whatever was asked for is answered. */
  private void goOn() {
    while (requests > 0) {
      requests--;
      task.uncancel();
    }
  }
}
