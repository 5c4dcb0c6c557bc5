package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.future;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Promise;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Time, promises and CompletableFutures. */
final class FutureStation extends Station {
  private Promise<Integer> shared;
  private int sharing;

  /** Those who waited for a promise that is done, and have not run since. */
  private int late;

  /** The bodies of {@link #counted} that run. */
  private int running;

  FutureStation(World world) {
    super(world);
    shared = world.loop().createPromise();
  }

  @Override
  Coroutine<Void> visit() {
    return switch (world.random(8)) {
      case 0 -> ownPromise();
      case 1, 2 -> sharedPromise();
      case 3 -> completeShared();
      case 4 -> stage();
      case 5 -> method();
      default -> exactSleep();
    };
  }

  @Async
  private Coroutine<Void> exactSleep() {
    Duration time = world.someTime();
    long until = world.loop().time() + time.toNanos();
    int value = await(sleep(time, 7));
    check(value == 7, "slept for " + value);
    check(world.loop().time() == until, "woken at another time");
    return done();
  }

  @Async
  private Coroutine<Void> ownPromise() {
    Promise<Integer> promise = world.loop().createPromise();
    int item = world.nextItem();
    boolean fails = world.random(4) == 0;
    Runnable end = () -> end(promise, item, fails);
    if (world.random(3) == 0) {
      world.loop().callSoon(end);
    } else {
      world.loop().callLater(world.someTime(), end);
    }
    try {
      check(await(promise) == item, "another's value");
      check(!fails, "a failure became a value");
    } catch (CancelledError e) {
      check(promise.isDone(), "the cancellation did not reach what was awaited");
      throw e;
    }
    return done();
  }

  private static void end(Promise<Integer> promise, int item, boolean fails) {
    if (promise.isDone()) {
      return;
    }
    if (fails) {
      promise.fail(new Boom());
    } else {
      promise.complete(item);
    }
  }

  @Async
  private Coroutine<Void> sharedPromise() {
    Promise<Integer> promise = shared;
    sharing++;
    try {
      check(await(shield(promise)) == 1, "another's value");
      check(promise.isDone(), "woken before the end");
    } finally {
      if (promise == shared) {
        sharing--;
      } else {
        late--;
      }
    }
    return done();
  }

  private Coroutine<Void> completeShared() {
    check(!shared.isDone(), "cancelled through a shield");
    shared.complete(1);
    late += sharing;
    sharing = 0;
    shared = world.loop().createPromise();
    return done();
  }

  @Async
  private Coroutine<Void> stage() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    int item = world.nextItem();
    world.loop().callLater(world.someTime(), () -> stage.complete(item));
    try {
      int value = world.random(2) == 0 ? await(stage) : await(future(stage));
      check(value == item, "another's value");
    } catch (CancelledError e) {
      check(stage.isDone(), "the cancellation did not reach what was awaited");
      throw e;
    }
    return done();
  }

  /** A method that returns a CompletableFuture, and what it awaits, end together. */
  @Async
  private Coroutine<Void> method() {
    CompletableFuture<Integer> started = counted();
    try {
      check(await(started) == 3, "another's value");
    } catch (CancelledError e) {
      check(started.isDone(), "the cancellation did not reach what was awaited");
      throw e;
    }
    return done();
  }

  @Async
  private CompletableFuture<Integer> counted() {
    running++;
    try {
      await(sleep(world.someTime()));
      await(inner());
    } finally {
      running--;
    }
    return CompletableFuture.completedFuture(3);
  }

  @Async
  private Coroutine<Integer> inner() {
    await(world.pause());
    return result(1);
  }

  @Override
  void checkIdle() {
    check(late == 0, "a promise was completed, and somebody waits for it");
  }

  @Override
  void relieve() {
    completeShared();
  }

  @Override
  void checkEnd() {
    check(sharing == 0 && running == 0, "somebody still waits");
  }

  @Override
  public String toString() {
    return shared + ", sharing " + sharing + ", late " + late + ", running " + running;
  }
}
