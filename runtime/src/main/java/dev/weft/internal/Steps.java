package dev.weft.internal;

import dev.weft.Awaitable;
import dev.weft.EventLoop;
import dev.weft.codegen.Awaits;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;

/**
 * A coroutine of the runtime's own, written by hand: {@link #step} runs from one await to the next.
 *
 * <pre>
 * T body() {                              Object step(int at, Object value, Throwable error) {
 *   try {                                   return switch (at) {
 *     return await(first) + 1;                case 0 -> await(first, 1);
 *   } catch (IOException e) {                 case 1 -> error == null ? (int) value + 1
 *     return 0;                                       : error instanceof IOException ? 0 : raise(error);
 *   }                                         ...
 * </pre>
 *
 * Only on a loop. What it awaits may be ready, be a coroutine, or fail at once: each is the next
 * step.
 */
public abstract class Steps<T> extends Frame<T> {
  private @Nullable EventLoop loop;
  private @Nullable Awaitable<?> awaited;
  private int following;

  /** For subclasses. */
  protected Steps() {}

  /**
   * The body from the start, or from an await, to the next await or the end.
   *
   * @param at 0 at the start, then the number given to {@link #await}
   * @param value what the await gave
   * @param error what the await threw instead, or null
   * @return what {@link #await} returned, or the result of the coroutine
   * @throws Throwable ends the coroutine
   */
  protected abstract @Nullable Object step(
      int at, @Nullable Object value, @Nullable Throwable error) throws Throwable;

  /** For "... needs a running loop". */
  protected abstract String what();

  /** The step to return: goes on as {@code following} once {@code awaitable} has an outcome. */
  protected final @Nullable Object await(Awaitable<?> awaitable, int following) {
    this.awaited = awaitable;
    this.following = following;
    return null;
  }

  /** The loop that drives, from the start on. */
  @SuppressWarnings("NullAway") // Set before the first step.
  protected final EventLoop loop() {
    return loop;
  }

  /** Throws it, checked or not, as itself. */
  @SuppressWarnings("DoNotCallSuggester") // It is what a step returns.
  protected static @Nullable Object raise(Throwable error) {
    throw Execution.<RuntimeException>sneaky(error);
  }

  @Override
  public final @Nullable Object start(Execution x) throws Throwable {
    loop = x.loop(what());
    begin();
    return run(x, 0, null, null);
  }

  @Override
  protected final @Nullable Object resume(Execution x) throws Throwable {
    int at = state;
    Throwable error = x.error();
    return run(x, at, error == null ? x.takeRef() : null, error);
  }

  private @Nullable Object run(
      Execution x, int from, @Nullable Object outcome, @Nullable Throwable failure)
      throws Throwable {
    int at = from;
    Object value = outcome;
    Throwable error = failure;
    for (; ; ) {
      Object result = step(at, value, error);
      Awaitable<?> awaitable = awaited;
      if (awaitable == null) {
        return result;
      }
      awaited = null;
      at = following;
      try {
        value = Awaits.await(awaitable, x);
        error = null;
      } catch (Throwable e) {
        value = null;
        error = e;
      }
      if (x.suspended) {
        suspend(x, at);
        return null;
      }
    }
  }

  @Override
  protected final StackTraceElement location() {
    return element(what());
  }

  /** For stack traces: {@code what} is a call such as "AsyncQueue.get()". */
  public static StackTraceElement element(String what) {
    int dot = what.indexOf('.');
    String method = what.replace("()", "").substring(dot + 1);
    return new StackTraceElement(
        dot < 0 ? "Weft" : what.substring(0, dot), method, "weft-runtime", -1);
  }

  @Override
  public String toString() {
    return what();
  }
}
