package dev.weft.codegen;

import dev.weft.Coroutine;
import dev.weft.internal.NeverAwaited;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;

/**
 * One activation of an async method: the lazy coroutine before it starts, the place of its live
 * values while it is suspended. A method that never suspends needs none beyond the object its
 * caller asked for.
 *
 * <p>{@link #state} is 0 before the start, {@link #RUNNING} from then on, and at a suspension the
 * number of the suspension point: positive when a handler of the method covers it, negative when
 * none does, so that an exception passes without running the frame. Used by the thread that drives
 * its {@link Execution} only.
 *
 * @param <T> the type of the value
 */
public abstract class Frame<T> extends Coroutine<T> {
  /** Started, and not suspended so far; or ended. */
  protected static final int RUNNING = Integer.MIN_VALUE;

  private static final int CLOSED = Integer.MIN_VALUE + 1;

  /** Not started, and to be reported if it never is: instead of 0, in debug mode. */
  private static final int WATCHED = Integer.MIN_VALUE + 2;

  /** Not started, and looked at by {@link Twice}. */
  static final int GIVEN = Integer.MIN_VALUE + 3;

  /** See the class comment. Written by {@link #suspend}, read by the generated switch. */
  public int state;

  /** The frame that awaits this one, while both are suspended. */
  @Nullable Frame<?> caller;

  /** For generated subclasses. */
  @SuppressWarnings("this-escape") // Who is watched is remembered, not looked at.
  protected Frame() {
    if (NeverAwaited.watching && NeverAwaited.watch(this)) {
      state = WATCHED;
    }
  }

  /**
   * Runs the body from its start.
   *
   * @param x the driver
   * @return the result, boxed; meaningless when {@code x.suspended} is set
   * @throws Throwable whatever the body throws
   */
  public abstract @Nullable Object start(Execution x) throws Throwable;

  /**
   * As {@link #start}, for an awaiting body that takes an int: a body whose result is one overrides
   * it and need not box it.
   *
   * @param x the driver
   * @return the result; meaningless when {@code x.suspended} is set
   * @throws Throwable whatever the body throws; NullPointerException when its result is null
   */
  public int startInt(Execution x) throws Throwable {
    Object result = start(x);
    return x.suspended ? 0 : (Integer) Nulls.known(result);
  }

  /**
   * As {@link #startInt}.
   *
   * @param x the driver
   * @return as {@link #startInt}
   * @throws Throwable as {@link #startInt}
   */
  public long startLong(Execution x) throws Throwable {
    Object result = start(x);
    return x.suspended ? 0 : (Long) Nulls.known(result);
  }

  /**
   * As {@link #startInt}.
   *
   * @param x the driver
   * @return as {@link #startInt}
   * @throws Throwable as {@link #startInt}
   */
  public double startDouble(Execution x) throws Throwable {
    Object result = start(x);
    return x.suspended ? 0 : (Double) Nulls.known(result);
  }

  /**
   * Runs the body on from its suspension point with the outcome that {@code x} holds.
   *
   * @param x the driver
   * @return the result, or what {@code x.handOver} returned for a primitive one
   * @throws Throwable whatever the body throws
   */
  protected abstract @Nullable Object resume(Execution x) throws Throwable;

  /** {@return the source line it is suspended at, for stack traces; null where it has none} */
  protected @Nullable StackTraceElement location() {
    return null;
  }

  /**
   * {@return whether a handler around the await that it is suspended at may look at the exception
   * it catches, or keep it; if none does, its stack trace need not be written}
   */
  protected boolean readsException() {
    return true;
  }

  /**
   * For {@link #readsException}.
   *
   * @param points holds a character for each point that a handler covers, from state 1 on
   * @return whether that of this frame's state is not 0
   */
  protected final boolean isSet(String points) {
    return points.charAt(state - 1) != 0;
  }

  /** Where it was suspended when its state was {@code then}. */
  final @Nullable StackTraceElement location(int then) {
    int now = state;
    state = then;
    try {
      return location();
    } finally {
      state = now;
    }
  }

  /** The first thing {@link #start} calls: a coroutine runs once. */
  protected final void begin() {
    if (state != 0) {
      requireUnstarted();
    }
    state = RUNNING;
  }

  private void requireUnstarted() {
    if (state == CLOSED) {
      throw new IllegalStateException("cannot await a closed coroutine: " + this);
    } else if (state != WATCHED) {
      throw new IllegalStateException("cannot reuse already awaited coroutine: " + this);
    }
    NeverAwaited.forget(this);
  }

  /**
   * Links this frame, whose live values are stored, to the suspension that is on its way out.
   *
   * @param x the driver
   * @param state the number of the suspension point
   */
  protected final void suspend(Execution x, int state) {
    this.state = state;
    Frame<?> below = x.outermost;
    if (below != null) {
      below.caller = this;
      if (x.innermost == null) {
        x.innermost = below;
      }
    }
    x.outermost = this;
  }

  /**
   * For {@link #location}: {@code lines} holds, from {@code first} on, the line of each state; of
   * state 0 the method's own.
   *
   * @param className where the method is
   * @param methodName the user's name for it
   * @param fileName the source file, if known
   * @param lines the lines, as characters
   * @param first the state of the first of them
   * @return the place
   */
  protected final StackTraceElement element(
      String className, String methodName, @Nullable String fileName, String lines, int first) {
    int index = (state == WATCHED ? 0 : state) - first;
    int line = index >= 0 && index < lines.length() ? lines.charAt(index) : 0;
    return new StackTraceElement(className, methodName, fileName, line == 0 ? -1 : line);
  }

  @Override
  public final void close() {
    if (state == WATCHED) {
      NeverAwaited.forget(this);
      state = CLOSED;
    } else if (state == 0) {
      state = CLOSED;
    } else if (state != CLOSED && state != RUNNING) {
      throw new IllegalStateException(
          "cannot close a coroutine that has suspended, cancel its task: " + this);
    }
  }
}
