package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;
import dev.weft.sync.AsyncQueue;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** The coroutines of {@link Weft#asCompleted}: each ends as the next of some futures to be done. */
final class AsCompleted<T> implements Iterator<Coroutine<T>> {
  private final Set<Future<? extends T>> unfinished = new LinkedHashSet<>();

  /** Those that are done, in that order; empty for one that was not done in time. */
  private final AsyncQueue<Optional<Future<? extends T>>> done = new AsyncQueue<>();

  private @Nullable TimerHandle timer;
  private int left;

  /** With {@code nanos} to wait at most; {@link Long#MAX_VALUE} for ever. */
  AsCompleted(EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables, long nanos) {
    Set<Awaitable<? extends T>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Awaitable<? extends T> awaitable : awaitables) {
      if (distinct.add(awaitable)) {
        unfinished.add(loop.future(awaitable));
      }
    }
    left = unfinished.size();
    for (Future<? extends T> future : unfinished) {
      Entry<T> entry = new Entry<>(this, future);
      if (future.isDone()) {
        loop.ready(entry);
      } else {
        future.addWaiter(entry);
      }
    }
    if (left > 0 && nanos != Long.MAX_VALUE) {
      timer = loop.callAt(loop.deadline(nanos), this::expired);
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public Coroutine<T> next() {
    if (left == 0) {
      throw new NoSuchElementException("all of them have been handed out");
    }
    left--;
    return new Next<>(done);
  }

  private void completed(Future<? extends T> future) {
    if (unfinished.remove(future)) {
      done.putNowait(Optional.of(future));
      if (unfinished.isEmpty() && timer != null) {
        timer.cancel();
      }
    }
  }

  private void expired() {
    for (Future<? extends T> future : unfinished) {
      future.removeWaiters(waiter -> waiter instanceof Entry<?> entry && entry.owner == this);
      done.putNowait(Optional.empty());
    }
    unfinished.clear();
  }

  /** What the ready queue holds once one of them is done. */
  private record Entry<T>(AsCompleted<T> owner, Future<? extends T> future)
      implements Runnable, Future.Indifferent {
    @Override
    public void run() {
      owner.completed(future);
    }
  }

  /** One of the coroutines. */
  private static final class Next<T> extends Steps<T> {
    private final AsyncQueue<Optional<Future<? extends T>>> done;

    Next(AsyncQueue<Optional<Future<? extends T>>> done) {
      this.done = done;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (at == 0) {
        return await(done.get(), 1);
      }
      if (error != null) {
        return raise(error);
      }
      Optional<?> next = (Optional<?>) Nulls.known(value);
      if (next.isEmpty()) {
        throw new TimedOutException();
      }
      return ((Future<?>) next.get()).result();
    }

    @Override
    protected String what() {
      return "asCompleted()";
    }
  }
}
