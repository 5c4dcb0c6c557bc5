package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Steps;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The coroutine of {@link Weft#waitUntil}. */
final class WaitUntil<F extends Future<?>> extends Steps<WaitResult<F>> {
  private final Set<F> futures;
  private final ReturnWhen returnWhen;
  private final long nanos;
  private int unfinished;
  private @Nullable Promise<Object> waiter;
  private @Nullable TimerHandle timer;

  /** With {@code nanos} to wait at most; {@link Long#MAX_VALUE} for ever. */
  WaitUntil(Collection<? extends F> futures, ReturnWhen returnWhen, long nanos) {
    if (futures.isEmpty()) {
      throw new IllegalArgumentException("nothing to wait for: the collection of futures is empty");
    }
    this.futures = new LinkedHashSet<>(futures);
    this.returnWhen = returnWhen;
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    return at == 0 ? begin(loop()) : end(error);
  }

  private @Nullable Object begin(EventLoop loop) {
    Promise<Object> waiter = loop.createPromise();
    this.waiter = waiter;
    if (nanos != Long.MAX_VALUE) {
      timer = loop.callAt(loop.deadline(nanos), this::release);
    }
    unfinished = futures.size();
    for (F future : futures) {
      Entry entry = new Entry(this, future);
      if (future.isDone()) {
        loop.ready(entry);
      } else {
        future.addWaiter(entry);
      }
    }
    return await(waiter, 1);
  }

  private void completed(Future<?> future) {
    unfinished--;
    if (unfinished <= 0
        || returnWhen == ReturnWhen.FIRST_COMPLETED
        || (returnWhen == ReturnWhen.FIRST_EXCEPTION && hasFailed(future))) {
      release();
    }
  }

  /** Looks at the exception, so that it counts as seen. */
  private static boolean hasFailed(Future<?> future) {
    return !future.isCancelled() && future.exception() != null;
  }

  private void release() {
    if (waiter != null && !waiter.isDone()) {
      waiter.complete(null);
    }
  }

  private @Nullable Object end(@Nullable Throwable error) {
    if (timer != null) {
      timer.cancel();
    }
    Set<F> done = new LinkedHashSet<>();
    Set<F> pending = new LinkedHashSet<>();
    for (F future : futures) {
      if (future.isDone()) {
        done.add(future);
      } else {
        future.removeWaiters(waiter -> waiter instanceof Entry entry && entry.owner == this);
        pending.add(future);
      }
    }
    if (error != null) {
      return raise(error);
    }
    return new WaitResult<>(
        Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
  }

  @Override
  protected String what() {
    return "waitUntil()";
  }

  /** What the ready queue holds once one of them is done. */
  private record Entry(WaitUntil<?> owner, Future<?> future)
      implements Runnable, Future.Indifferent {
    @Override
    public void run() {
      owner.completed(future);
    }
  }
}
