package dev.weft;

/**
 * The lazy, single-use result of calling an {@link Async} method: nothing of its body has run yet.
 *
 * <p>{@code await(coroutine)} runs it inline in the caller's task, {@link Weft#createTask
 * createTask} schedules it, {@link Weft#run(Coroutine) Weft.run} drives it on a new loop. A second
 * use throws {@link IllegalStateException}. Mirrors Python's coroutine object. Only Weft and the
 * classes it generates extend this class.
 *
 * @param <T> the type of the value
 */
public abstract non-sealed class Coroutine<T> implements Awaitable<T> {
  /** For {@link dev.weft.codegen.Frame} alone. */
  protected Coroutine() {}

  /**
   * Gives up a coroutine that was never started: its body will not run, and awaiting it afterwards
   * throws. Does nothing when it has ended or is closed already, nor inside of it before it has
   * suspended. Mirrors {@code coroutine.close}, for coroutines that have not started.
   *
   * <p>One that is suspended is refused. Python throws GeneratorExit into it, so that its finally
   * blocks run. Here only whoever drives a coroutine can throw something into it: what has to be
   * resumed is the innermost of the calls that wait for one another, a frame knows who awaits it
   * and not whom it awaits, and finally blocks that await need a loop. So {@link Task#cancel()
   * cancel} the task that drives it, and await that: its finally blocks run. To be able to do that
   * to one part of what a task awaits, make that part a task.
   *
   * <p>On the thread that would run it. A coroutine that has not been started holds nothing but its
   * arguments; one that is dropped without being closed leaks nothing (in debug mode it is
   * reported: see {@link EventLoop#setDebug}).
   *
   * @throws IllegalStateException when it has suspended and not ended: cancel its task instead
   */
  public abstract void close();
}
