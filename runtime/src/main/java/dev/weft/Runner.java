package dev.weft;

import java.util.List;
import java.util.Objects;

/**
 * One event loop and one context for several runs, closed in the end as {@link Weft#run} closes
 * them. Used on one thread. Mirrors {@code asyncio.Runner}.
 */
public final class Runner implements AutoCloseable {
  private final EventLoop loop;
  private Context context;

  /** With a new loop in real time. */
  public Runner() {
    this(EventLoop.create());
  }

  /**
   * With {@code loop}, which this closes.
   *
   * @param loop one that does not run
   */
  public Runner(EventLoop loop) {
    this.loop = Objects.requireNonNull(loop, "loop");
    this.context = Context.current();
  }

  /** {@return the loop it runs} */
  public EventLoop loop() {
    return loop;
  }

  /**
   * Runs {@code coroutine} to its end; what it sets in {@link ContextVar}s is there in the next
   * run.
   *
   * <p>When the thread is interrupted, {@code coroutine} is cancelled, as Ctrl-C does in asyncio;
   * the thread's interrupt status is set again when this returns or throws {@link CancelledError}.
   * While {@link #close} waits for the tasks that are left, an interruption changes nothing but
   * that status.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return its value; its exception, checked or not, is thrown as itself
   * @throws IllegalStateException when this is closed, or a loop runs on this thread
   */
  public <T> T run(Coroutine<T> coroutine) {
    if (EventLoop.currentOrNull() != null) {
      coroutine.close();
      throw new IllegalStateException(
          "Runner.run cannot be called while an event loop is running on this thread: await the coroutine instead");
    }
    Task<T> task = loop.createTask(coroutine, TaskOptions.DEFAULT.context(context));
    loop.interruption = () -> task.cancel("interrupted");
    try {
      return loop.runUntilComplete(task);
    } finally {
      loop.interruption = null;
      context = task.context();
    }
  }

  /**
   * Cancels the tasks that are left, waits for them, reports their failures, and closes the loop.
   */
  @Override
  public void close() {
    if (loop.isClosed()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    loop.interruption = () -> {}; // What is cancelled already cannot be hurried.
    try {
      cancelAll(loop.allTasks());
      // Where asyncio closes async generators: keeps the number of iterations.
      loop.runUntilComplete(Weft.done());
      loop.runUntilComplete(loop.workers.shutdown());
    } finally {
      loop.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void cancelAll(List<Task<?>> left) {
    if (left.isEmpty()) {
      return;
    }
    for (Task<?> task : left) {
      task.cancel();
    }
    loop.runUntilComplete(Gather.of(loop, left, true, values -> values));
    for (Task<?> task : left) {
      Throwable error = task.state() == Future.State.FAILED ? task.exception() : null;
      if (error != null) {
        loop.callExceptionHandler(
            new LoopFailure("unhandled exception during run() shutdown", error, task));
      }
    }
  }
}
