package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.BrokenBarrierException;

/** A barrier, which is sometimes reset, and rarely broken. */
final class BarrierStation extends Station {
  private final AsyncBarrier barrier;
  private int arrived;
  private boolean changed;

  BarrierStation(World world) {
    super(world);
    barrier = new AsyncBarrier(1 + world.random(4));
  }

  @Override
  Coroutine<Void> visit() {
    return switch (world.random(40)) {
      case 0 -> abort();
      case 1, 2, 3 -> reset();
      default -> arrive();
    };
  }

  @Async
  private Coroutine<Void> arrive() {
    arrived++;
    try {
      int index = await(barrier.arrive());
      check(index >= 0 && index < barrier.parties(), "index " + index);
    } catch (BrokenBarrierException e) {
      check(changed, "broken, and nobody did it");
      throw e;
    } finally {
      arrived--;
    }
    return done();
  }

  @Async
  private Coroutine<Void> abort() {
    changed = true;
    await(barrier.abort());
    return done();
  }

  @Async
  private Coroutine<Void> reset() {
    changed = true;
    await(barrier.reset());
    return done();
  }

  @Override
  void checkIdle() {
    check(arrived == barrier.waiting(), "somebody waits though the barrier was passed or broken");
    check(arrived < barrier.parties(), "all have arrived, and wait");
    check(!barrier.isBroken() || arrived == 0, "broken, and somebody waits");
  }

  @Override
  void relieve() {
    for (int n = barrier.waiting(); n > 0 && n < barrier.parties(); n++) {
      world.adopt(createTask(arrive()));
    }
  }

  @Override
  void checkEnd() {
    check(arrived == 0, "somebody still waits");
  }

  @Override
  public String toString() {
    return barrier + ", arrived " + arrived;
  }
}
