package dev.weft;

import dev.weft.codegen.Twice;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The future of several awaitables at once; cancelling it asks each of them. CPython's algorithm.
 */
final class Gather<E, R> extends HookedPromise<R> implements Runnable {
  private final boolean settled;
  private final Function<? super List<E>, ? extends R> finish;

  /** Futures. */
  private final Object[] children;

  private int unfinished;
  private boolean cancelRequested;

  private Gather(
      EventLoop loop,
      Object[] children,
      boolean settled,
      Function<? super List<E>, ? extends R> finish) {
    super(loop);
    this.children = children;
    this.settled = settled;
    this.finish = finish;
  }

  /**
   * Makes tasks in the order of the arguments, and waits for all.
   *
   * @param settled whether a failure becomes an {@link Outcome} instead of the end
   */
  static <E, R> Future<R> of(
      EventLoop loop,
      Collection<? extends Awaitable<?>> awaitables,
      boolean settled,
      Function<? super List<E>, ? extends R> finish) {
    Object[] children = awaitables.toArray();
    if (children.getClass() != Object[].class) { // A collection that is not quite one.
      children = Arrays.copyOf(children, children.length, Object[].class);
    }
    Gather<E, R> gather = new Gather<>(loop, children, settled, finish);
    List<Future<?>> done = new ArrayList<>(0);
    Map<Object, Future<?>> tasks = null;
    boolean looked = false;
    for (int i = 0; i < children.length; i++) {
      Object given = children[i];
      Future<?> child;
      if (given instanceof Future<?> future) {
        child = loop.own(future);
      } else {
        if (!looked) {
          looked = true;
          tasks = Twice.any(children) ? new IdentityHashMap<>() : null;
        }
        Coroutine<?> coroutine = (Coroutine<?>) given;
        child =
            tasks == null
                ? loop.createTask(coroutine)
                : tasks.computeIfAbsent(coroutine, same -> loop.createTask(coroutine));
        children[i] = child;
      }
      if (child.isDone()) {
        gather.unfinished++;
        done.add(child);
      } else if (!child.isLastWaiter(gather)) { // Given twice, it counts once.
        gather.unfinished++;
        child.addWaiter(gather);
      }
    }
    if (children.length == 0) {
      gather.finish();
    }
    for (Future<?> child : done) {
      gather.childDone(child, child.isFinished());
    }
    return gather;
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    boolean accepted = false;
    for (Object child : children) {
      accepted |= ((Future<?>) child).cancel(message);
    }
    cancelRequested |= accepted;
    return accepted;
  }

  @Override
  void cancelled() {
    throw new AssertionError("never cancelled at once");
  }

  /** What the ready queue is to hold for {@code child}, which is done: this itself for a value. */
  Object wokenBy(Future<?> child) {
    return child.isFinished() ? this : new Ended(this, child);
  }

  /** A child has finished. */
  @Override
  public void run() {
    childDone(null, true);
  }

  /** With the child unless it has finished. */
  private void childDone(@Nullable Future<?> child, boolean finished) {
    unfinished--;
    Throwable failure = finished ? null : Nulls.known(child).failure(); // From now on it was seen.
    if (isDone()) {
      return;
    }
    if (failure != null && !settled) {
      settle(
          State.FAILED, failure); // A cancelled child is a failure of this, not its cancellation.
    } else if (unfinished == 0) {
      if (cancelRequested) {
        settle(State.FAILED, failure instanceof CancelledError ? failure : new CancelledError());
      } else {
        finish();
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void finish() {
    List<Object> values = new ArrayList<>(children.length);
    for (Object each : children) {
      Future<?> child = (Future<?>) each;
      boolean finished = child.isFinished();
      if (settled) {
        values.add(
            finished
                ? new Outcome.Success<>(child.value())
                : new Outcome.Failure<>(child.failure()));
      } else {
        values.add(child.value());
      }
    }
    R result;
    try {
      result = finish.apply((List<E>) Collections.unmodifiableList(values));
    } catch (Throwable e) {
      fail(e);
      return;
    }
    complete(result);
  }

  /** What the ready queue holds for a child that failed or was cancelled. */
  private record Ended(Gather<?, ?> gather, Future<?> child) implements Runnable {
    @Override
    public void run() {
      gather.childDone(child, false);
    }
  }
}
