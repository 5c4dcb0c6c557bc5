package dev.weft.sync;

import dev.weft.Coroutine;
import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;

/**
 * Holds tasks of one loop back until a number of them have arrived; then it can be used again.
 * Mirrors {@code asyncio.Barrier}.
 */
public final class AsyncBarrier {
  private enum Phase {
    /** Tasks arrive and wait. */
    FILLING,
    /** Enough have arrived; until the last of them has left, newcomers wait outside. */
    DRAINING,
    /** Those who wait leave with an exception. */
    RESETTING,
    /** Aborted, until a reset. */
    BROKEN
  }

  private final AsyncCondition condition = new AsyncCondition();
  private final int parties;
  private Phase phase = Phase.FILLING;
  private int inside;

  /**
   * For so many tasks.
   *
   * @param parties how many have to arrive
   * @throws IllegalArgumentException when the number is less than 1
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be >= 1: " + parties);
    }
    this.parties = parties;
  }

  /**
   * Waits until all have arrived, and gives the number of those who came before: 0 to parties - 1.
   * The last one does not suspend. Mirrors {@code Barrier.wait}. Throws {@link
   * BrokenBarrierException} when the barrier is reset or aborted.
   *
   * @return a coroutine that waits
   */
  public Coroutine<Integer> arrive() {
    return new Arrive();
  }

  /**
   * Sends those who wait away with {@link BrokenBarrierException}, and makes the barrier as new.
   *
   * @return a coroutine
   */
  public Coroutine<Void> reset() {
    return new Change(false);
  }

  /**
   * Breaks the barrier: everybody gets {@link BrokenBarrierException} until a {@link #reset}.
   *
   * @return a coroutine
   */
  public Coroutine<Void> abort() {
    return new Change(true);
  }

  /** {@return how many it waits for} */
  public int parties() {
    return parties;
  }

  /** {@return how many have arrived and wait} */
  public int waiting() {
    return phase == Phase.FILLING ? inside : 0;
  }

  /** {@return whether it was aborted} */
  public boolean isBroken() {
    return phase == Phase.BROKEN;
  }

  @Override
  public String toString() {
    return "AsyncBarrier[" + phase + ", " + waiting() + "/" + parties + "]";
  }

  /** One task has gone; the last one lets those in who wait outside. */
  private void leave() {
    inside--;
    if (inside == 0) {
      if (phase == Phase.RESETTING || phase == Phase.DRAINING) {
        phase = Phase.FILLING;
      }
      condition.signalAll();
    }
  }

  private final class Arrive extends Steps<Integer> {
    private static final int LOCKED = 1;
    private static final int ADMITTED = 2;
    private static final int RELEASED = 3;

    private int index;

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      return switch (at) {
        case LOCKED ->
            error == null ? await(condition.waitFor(this::admits), ADMITTED) : raise(error);
        case ADMITTED -> enter(error);
        case RELEASED -> exit(error);
        default -> await(condition.acquire(), LOCKED);
      };
    }

    private boolean admits() {
      return phase != Phase.DRAINING && phase != Phase.RESETTING;
    }

    private @Nullable Object enter(@Nullable Throwable error) {
      if (error != null) {
        condition.release();
        return raise(error);
      }
      if (phase == Phase.BROKEN) {
        condition.release();
        throw new BrokenBarrierException("barrier aborted");
      }
      index = inside++;
      if (index + 1 < parties) {
        return await(condition.waitFor(() -> phase != Phase.FILLING), RELEASED);
      }
      phase = Phase.DRAINING;
      condition.signalAll();
      return exit(null);
    }

    private @Nullable Object exit(@Nullable Throwable error) {
      Throwable failure = error;
      if (failure == null && (phase == Phase.BROKEN || phase == Phase.RESETTING)) {
        failure = new BrokenBarrierException("barrier aborted or reset");
      }
      leave();
      condition.release();
      return failure == null ? (Object) index : raise(failure);
    }

    @Override
    protected String what() {
      return "AsyncBarrier.arrive()";
    }
  }

  private final class Change extends Steps<Void> {
    private final boolean abort;

    Change(boolean abort) {
      this.abort = abort;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (at == 0) {
        return await(condition.acquire(), 1);
      }
      if (error != null) {
        return raise(error);
      }
      if (abort) {
        phase = Phase.BROKEN;
      } else {
        phase = inside > 0 ? Phase.RESETTING : Phase.FILLING;
      }
      condition.signalAll();
      condition.release();
      return null;
    }

    @Override
    protected String what() {
      return abort ? "AsyncBarrier.abort()" : "AsyncBarrier.reset()";
    }
  }
}
