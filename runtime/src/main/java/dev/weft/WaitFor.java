package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;
import java.util.Objects;

/**
 * The coroutine of {@link Weft#waitFor}, in the form of Python 3.12: a coroutine runs in the
 * caller's task.
 */
final class WaitFor<T> extends Steps<T> {
  private static final int AWAITED = 1;
  private static final int CANCELLED = 2;

  private final Awaitable<T> awaitable;
  private final long nanos;
  private @Nullable Timeout timeout;
  private @Nullable Future<T> overdue;

  WaitFor(Awaitable<T> awaitable, long nanos) {
    this.awaitable = Objects.requireNonNull(awaitable, "awaitable");
    this.nanos = nanos;
  }

  @Override
  protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
    return switch (at) {
      case AWAITED -> {
        Throwable failure = Nulls.known(timeout).exit(error);
        yield failure == null ? value : raise(failure);
      }
      case CANCELLED -> overdue(error);
      default -> nanos > 0 ? awaitUnderTimeout(loop()) : cancelAndWait(loop());
    };
  }

  private @Nullable Object awaitUnderTimeout(EventLoop loop) {
    Task<?> task = Objects.requireNonNull(loop.currentTask(), "waitFor() runs in a task");
    timeout = new Timeout(task, loop.deadline(nanos));
    return await(awaitable, AWAITED);
  }

  /**
   * There is no time at all. Waits for a promise of its own, so that it can be cancelled meanwhile.
   */
  private @Nullable Object cancelAndWait(EventLoop loop) {
    Future<T> future = loop.future(awaitable);
    if (future.isDone()) {
      return future.result();
    }
    overdue = future;
    Released released = new Released(loop);
    future.addWaiter(released);
    future.cancel();
    return await(released, CANCELLED);
  }

  private @Nullable Object overdue(@Nullable Throwable error) {
    Future<T> future = Nulls.known(overdue);
    future.removeWaiters(waiter -> waiter instanceof Released);
    if (error != null) {
      return raise(error);
    }
    if (future.isCancelled()) {
      throw new TimedOutException(future.failure());
    }
    return future.result();
  }

  @Override
  protected String what() {
    return "waitFor()";
  }

  /** Completed when the overdue one is done. */
  private static final class Released extends HookedPromise<Object> implements Runnable {
    Released(EventLoop loop) {
      super(loop);
    }

    @Override
    public void run() {
      if (!isDone()) {
        complete(null);
      }
    }

    @Override
    void cancelled() {
      // The task removes it when it runs.
    }
  }
}
