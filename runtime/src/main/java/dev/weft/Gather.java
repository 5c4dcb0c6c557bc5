package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.util.ArrayList;
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
  private static final int FEW = 16;

  private final boolean settled;
  private final Function<? super List<E>, ? extends R> finish;
  private final List<Future<?>> children;
  private int unfinished;
  private boolean cancelRequested;

  private Gather(
      EventLoop loop,
      List<Future<?>> children,
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
    Awaitable<?>[] given = awaitables.toArray(new Awaitable<?>[0]);
    List<Future<?>> children = new ArrayList<>(given.length);
    Gather<E, R> gather = new Gather<>(loop, children, settled, finish);
    Map<Object, Integer> places = given.length > FEW ? new IdentityHashMap<>() : Map.of();
    List<Future<?>> done = new ArrayList<>(0);
    for (int i = 0; i < given.length; i++) {
      int first = given[i] instanceof Future<?> ? i : firstPlace(given, i, places);
      Future<?> child = first == i ? loop.future(given[i]) : children.get(first);
      children.add(child);
      if (child.isDone()) {
        gather.unfinished++;
        done.add(child);
      } else if (!child.isLastWaiter(gather)) { // Given twice, it counts once.
        gather.unfinished++;
        child.addWaiter(gather);
      }
    }
    if (children.isEmpty()) {
      gather.finish();
    }
    for (Future<?> child : done) {
      gather.childDone(child, child.isFinished());
    }
    return gather;
  }

  /**
   * Where a coroutine was given first: given twice it is one task. Of few it is searched for, since
   * each would need a hash code for a map.
   */
  private static int firstPlace(Awaitable<?>[] given, int place, Map<Object, Integer> places) {
    Object coroutine = given[place];
    if (given.length > FEW) {
      Integer first = places.putIfAbsent(coroutine, place);
      return first == null ? place : first;
    }
    int first = 0;
    while (given[first] != coroutine) {
      first++;
    }
    return first;
  }

  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    boolean accepted = false;
    for (Future<?> child : children) {
      accepted |= child.cancel(message);
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
    List<Object> values = new ArrayList<>(children.size());
    for (Future<?> child : children) {
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
