package dev.weft;

import dev.weft.internal.Nullable;

/**
 * The deadline of a block: what the body of {@link Weft#timeout} is given. Used in the task of that
 * block only. Mirrors {@code asyncio.Timeout}.
 */
public final class Timeout {
  /** In {@link #when} and {@link #reschedule}: no deadline. */
  public static final long NEVER = Long.MAX_VALUE;

  private enum State {
    /** The body runs. */
    ENTERED,
    /** The deadline has passed, and the task was asked to cancel. */
    EXPIRING,
    /** Left after that. */
    EXPIRED,
    /** Left before. */
    EXITED
  }

  private final Task<?> task;
  private State state = State.ENTERED;
  private long when;
  private @Nullable Handle alarm;

  /** The requests to cancel that are not ours. */
  private final int cancelling;

  /** The task enters the block. */
  Timeout(Task<?> task, long when) {
    this.task = task;
    this.cancelling = task.cancelling();
    setDeadline(when);
  }

  /**
   * {@return the deadline, as {@link EventLoop#time} tells time in nanoseconds, or {@link #NEVER}}
   */
  public long when() {
    return when;
  }

  /**
   * Moves the deadline.
   *
   * @param when as {@link EventLoop#time} tells time, in nanoseconds; one that has passed is due in
   *     the next iteration; {@link #NEVER} takes the deadline away
   * @throws IllegalStateException when the deadline has passed already, or the block was left
   */
  public void reschedule(long when) {
    if (state != State.ENTERED) {
      throw new IllegalStateException(
          state == State.EXITED
              ? "the block of this timeout was left"
              : "this timeout has expired already");
    }
    if (alarm != null) {
      alarm.cancel();
    }
    setDeadline(when);
  }

  /** {@return whether the deadline passed before the block was left} */
  public boolean isExpired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  private void setDeadline(long when) {
    this.when = when;
    EventLoop loop = task.loop;
    if (when == NEVER) {
      alarm = null;
    } else if (when - loop.time() <= 0) {
      alarm = loop.callSoon(this::expire);
    } else {
      alarm = loop.callAt(when, this::expire);
    }
  }

  private void expire() {
    task.cancel();
    state = State.EXPIRING;
    alarm = null;
  }

  /**
   * The task leaves the block with {@code error}, or normally; returns what it is to throw instead,
   * or null.
   */
  @Nullable
  Throwable exit(@Nullable Throwable error) {
    if (alarm != null) {
      alarm.cancel();
      alarm = null;
    }
    if (state == State.ENTERED) {
      state = State.EXITED;
      return error;
    }
    state = State.EXPIRED;
    // More requests than that are somebody else's, and theirs is the CancelledError.
    boolean ours = task.uncancel() <= cancelling;
    return ours && error instanceof CancelledError ? new TimedOutException(error) : error;
  }

  @Override
  public String toString() {
    return "Timeout[" + state.name().toLowerCase(java.util.Locale.ROOT) + "]";
  }
}
