package dev.weft.samples.stress;

import dev.weft.Coroutine;

/** Something that tasks wait for, with a model beside it that says what must be true of it. */
abstract class Station {
  final World world;

  Station(World world) {
    this.world = world;
  }

  /** One use of it. However it ends, the model knows what it took and what it left. */
  abstract Coroutine<Void> visit();

  /** No task can run until time passes: nobody may be waiting for what is there already. */
  abstract void checkIdle();

  /** At the end, again and again: brings about what somebody still waits for. Cancels nobody. */
  abstract void relieve();

  /** Nobody uses it any more: what was taken must be back. */
  abstract void checkEnd();

  final void check(boolean holds, String what) {
    if (!holds) {
      world.violation(what + ": " + this);
    }
  }
}
