package dev.weft;

/**
 * The lazy, single-use result of calling an {@link Async} method: nothing of its body has run yet.
 *
 * <p>{@code await(coroutine)} runs it inline in the caller's task, {@link Weft#createTask
 * createTask} schedules it, {@link Weft#run(Coroutine) Weft.run} drives it on a new loop. A second
 * use throws {@link IllegalStateException}. Mirrors Python's coroutine object. Only Weft and the
 * classes it generates extend this class.
 */
public abstract non-sealed class Coroutine<T> implements Awaitable<T> {
  /** For {@link dev.weft.codegen.Frame} alone. */
  protected Coroutine() {}

  /**
   * Gives up a coroutine that was never started: its body will not run, and awaiting it afterwards
   * throws. Does nothing when it has ended or is closed already.
   *
   * @throws IllegalStateException when it is running or suspended in a task: cancel the task
   *     instead
   */
  public abstract void close();
}
