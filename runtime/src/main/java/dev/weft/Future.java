package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A result that will be there: the read side of a {@link Promise}, or a {@link Task}. Belongs to
 * one loop and is used on its thread only. Mirrors {@code asyncio.Future}.
 *
 * <p>PENDING, then once and for ever FINISHED (with a value), FAILED or CANCELLED. {@link #settle}
 * is the only place where it leaves PENDING and the only place where callbacks are handed to the
 * loop: in the order of registration, waiting tasks among them.
 *
 * @param <T> the type of the value
 */
public abstract sealed class Future<T> implements Awaitable<T> permits Promise, Task {
  /** In this order: {@link #state} holds the number of one. */
  enum State {
    PENDING,
    FINISHED,
    FAILED,
    CANCELLED
  }

  final EventLoop loop;
  private static final State[] STATES = State.values();
  private static final byte FINISHED = 1;

  /** The ordinal of a {@link State}: one byte, for there are many tasks. */
  private byte state;

  /**
   * PENDING: null, or for a task the message of the cancellation that it will get. FINISHED: the
   * value. FAILED: the exception, as {@link Unretrieved} until somebody looks when nobody was
   * waiting. CANCELLED: the CancelledError that ended it, or its message, or null.
   */
  private @Nullable Object outcome;

  /**
   * Null, one waiter, or an ArrayList of them: a {@link Task} that awaits this, a {@link Gather}
   * that it is one of, or a Runnable. Tested for the class: that something is not of an interface
   * takes the JVM a search.
   */
  private @Nullable Object waiters;

  Future(EventLoop loop) {
    this.loop = Objects.requireNonNull(loop);
  }

  /** {@return whether it has finished, failed or been cancelled} */
  public final boolean isDone() {
    return state != 0;
  }

  /** {@return whether it was cancelled; not while a cancellation is only requested} */
  public final boolean isCancelled() {
    return state() == State.CANCELLED;
  }

  /**
   * {@return the value, without waiting} Throws the exception it failed with, checked or not, as
   * itself.
   *
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateException when it is not done
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // A value may be null when T admits it.
  public final T result() {
    return switch (state()) {
      case FINISHED -> (T) outcome;
      case PENDING -> throw new InvalidStateException("result is not set: " + this);
      case FAILED, CANCELLED -> throw Sneaky.raise(failure());
    };
  }

  /**
   * {@return the exception it failed with, or null when it has a value}
   *
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateException when it is not done
   */
  public final @Nullable Throwable exception() {
    return switch (state()) {
      case FINISHED -> null;
      case FAILED -> failure();
      case PENDING -> throw new InvalidStateException("exception is not set: " + this);
      case CANCELLED -> throw Sneaky.raise(failure());
    };
  }

  /**
   * As {@link #cancel(String)} without a message.
   *
   * @return false when it is done already
   */
  public final boolean cancel() {
    return cancel(null);
  }

  /**
   * Asks to cancel. A promise is cancelled at once; a task gets {@link CancelledError} thrown into
   * it at its next step.
   *
   * @param message for the {@link CancelledError}, or null
   * @return false when it is done already
   */
  public abstract boolean cancel(@Nullable String message);

  /**
   * Runs {@code callback} on the loop once this is done, in the order of registration; never inside
   * this call.
   *
   * @param callback what to run, with this as its argument
   */
  public final void onDone(Consumer<? super Future<T>> callback) {
    loop.requireThread("onDone");
    Callback<T> entry = new Callback<>(this, callback);
    if (isDone()) {
      loop.ready(entry);
    } else {
      addWaiter(entry);
    }
  }

  /**
   * Takes back every registration of {@code callback} that has not been handed to the loop yet.
   *
   * @param callback what to run, with this as its argument
   * @return how many there were
   */
  public final int removeOnDone(Consumer<? super Future<T>> callback) {
    return removeWaiters(
        waiter -> waiter instanceof Callback<?> entry && entry.callback.equals(callback));
  }

  /** {@return the loop it belongs to} */
  public final EventLoop loop() {
    return loop;
  }

  /** For {@code toString}: without what it depends on. */
  abstract String shortName();

  final State state() {
    return STATES[state];
  }

  final boolean isFinished() {
    return state == FINISHED;
  }

  /** Of a pending task: the message of the cancellation that it will get. */
  final @Nullable String cancelMessage() {
    return (String) outcome;
  }

  final void setCancelMessage(@Nullable String message) {
    outcome = message;
  }

  /** Keeps the value that it will have, while it is pending: see {@link Sleep}. */
  final void prepare(@Nullable Object value) {
    outcome = value;
  }

  /** The value of a FINISHED one. */
  final @Nullable Object value() {
    return outcome;
  }

  /** What an await of a FAILED or CANCELLED one throws. */
  final Throwable failure() {
    if (outcome instanceof Throwable error) {
      return error;
    }
    if (outcome instanceof Unretrieved failure) {
      outcome = failure.error;
      return failure.retrieve();
    }
    return new CancelledError((String) outcome);
  }

  /** See the class comment. The caller has checked that this is pending. */
  @SuppressWarnings("EnumOrdinal") // See the field.
  final void settle(State end, @Nullable Object outcome) {
    state = (byte) end.ordinal();
    this.outcome = outcome;
    Object waiting = waiters;
    waiters = null;
    if (end == State.FAILED && !(outcome instanceof CancelledError) && !anyLooks(waiting)) {
      this.outcome = Unretrieved.watch(this, Nulls.known((Throwable) outcome));
    }
    if (waiting instanceof ArrayList<?> list) {
      for (Object waiter : list) {
        wake(waiter);
      }
    } else if (waiting != null) {
      wake(waiting);
    }
  }

  /** A waiter that only wants to know that a future is done. */
  interface Indifferent {}

  /** Whether one of the waiters will look at the outcome. */
  private static boolean anyLooks(@Nullable Object waiting) {
    if (waiting instanceof ArrayList<?> list) {
      return list.stream().anyMatch(Future::anyLooks);
    }
    return waiting != null && !(waiting instanceof Indifferent);
  }

  private void wake(Object waiter) {
    loop.ready(waiter instanceof Gather<?, ?> gather ? gather.wokenBy(this) : waiter);
  }

  /** Whether {@code waiter} is the one that was registered last. */
  final boolean isLastWaiter(Object waiter) {
    Object last = waiters instanceof ArrayList<?> list ? list.get(list.size() - 1) : waiters;
    return last == waiter;
  }

  /** Registers a {@link Task} or a {@link Callback} of a pending future. */
  @SuppressWarnings("unchecked")
  final void addWaiter(Object waiter) {
    Object waiting = waiters;
    if (waiting == null) {
      waiters = waiter;
    } else if (waiting instanceof ArrayList<?>) {
      ((ArrayList<Object>) waiting).add(waiter);
    } else {
      ArrayList<Object> list = new ArrayList<>(4);
      list.add(waiting);
      list.add(waiter);
      waiters = list;
    }
  }

  final int removeWaiters(Predicate<Object> which) {
    Object waiting = waiters;
    if (waiting instanceof ArrayList<?> list) {
      int before = list.size();
      list.removeIf(which);
      return before - list.size();
    }
    if (waiting != null && which.test(waiting)) {
      waiters = null;
      return 1;
    }
    return 0;
  }

  /** A callback to run with its future: what the ready queue holds once the future is done. */
  static final class Callback<T> implements Runnable {
    private final Future<T> future;
    private final Consumer<? super Future<T>> callback;
    private final Context context;

    Callback(Future<T> future, Consumer<? super Future<T>> callback) {
      this.future = future;
      this.callback = Objects.requireNonNull(callback, "callback");
      this.context = future.loop.capturedHere();
    }

    @Override
    public void run() {
      future.loop.become(context);
      callback.accept(future);
    }
  }
}
