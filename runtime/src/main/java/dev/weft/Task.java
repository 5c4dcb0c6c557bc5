package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Waiter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Drives a coroutine on a loop, concurrently with other tasks. Made by {@link Weft#createTask} or
 * {@link EventLoop#createTask}. Used on the loop's thread only. Mirrors {@code asyncio.Task}.
 *
 * <p>Until it is done a task is in exactly one of two places: in the ready queue (once), or among
 * the waiters of {@link #waitingOn}, which puts it into the ready queue when it is done. {@link
 * #step} is what the loop then calls.
 *
 * <p>Cancellation is decided here alone: {@link #cancel(String)} hands a request to what the task
 * waits on, or keeps it for the next {@link #step}, which throws it into the coroutine.
 *
 * @param <T> the type of the value
 */
public final class Task<T> extends Future<T> {
  /** Null when done: what it keeps alive can go then. */
  private @Nullable Frame<T> coroutine;

  /** The name that was given; null stands for "Task-" and {@link #number}. */
  private @Nullable String name;

  private final int number;

  /** The values of ContextVars, while it does not run. */
  private Context context;

  /**
   * What the next step runs: the coroutine before its start, then the innermost suspended frame;
   * null when done.
   */
  private @Nullable Frame<?> next;

  private boolean started;

  /**
   * What it waits for, or was just woken by; null before the start, at a bare yield, while it runs,
   * and when that is {@link #next} itself.
   */
  private @Nullable Future<?> waitingOn;

  /** That {@link #next} is a {@link Waiter}, and what it waits for or was just woken by. */
  private boolean waitsForTurn;

  /**
   * A cancellation that no future has taken, with {@link #cancelMessage}: delivered at the next
   * step, or withdrawn.
   */
  private boolean cancelPending;

  private int cancelRequests;

  /** Neighbours in the loop's list of tasks that are not done. */
  @Nullable Task<?> previous;

  @Nullable Task<?> following;

  Task(EventLoop loop, Frame<T> coroutine, @Nullable String name, int number, Context context) {
    super(loop);
    this.coroutine = coroutine;
    this.name = name;
    this.number = number;
    this.context = context;
    this.next = coroutine;
  }

  /**
   * What an {@code @Async} method that returns a Task returns; becomes the task's value.
   *
   * @param <T> the type of the value
   * @param value the value of the task; null is a value
   * @return what the woven method returns: its task
   */
  @SuppressWarnings("DoNotCallSuggester") // It is called, in the source.
  public static <T> Task<T> result(@Nullable T value) {
    throw Weft.notTransformed("Task.result");
  }

  /**
   * As {@link #result} with null, for {@code Task<Void>}.
   *
   * @return what the woven method returns: its task
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static Task<Void> done() {
    throw Weft.notTransformed("Task.done");
  }

  /** {@return where it is suspended, innermost first; empty while it runs, or when it is done} */
  public List<StackTraceElement> stack() {
    return loop.currentTask() == this ? List.of() : Execution.stack(next);
  }

  /** {@return the coroutine it drives; null once it is done} Mirrors {@code Task.get_coro}. */
  public @Nullable Coroutine<T> coroutine() {
    return coroutine;
  }

  /** {@return "Task-N" unless it was set} */
  public String name() {
    return name == null ? "Task-" + number : name;
  }

  /** {@return the values of {@link ContextVar}s it runs with} */
  public Context context() {
    return loop.currentTask() == this ? loop.captured() : context;
  }

  /** The values to go on with. */
  void keep(Context context) {
    this.context = context;
  }

  /**
   * For debugging alone.
   *
   * @param name what {@link #name} gives from here on
   */
  public void setName(String name) {
    this.name = name;
  }

  /** {@return how often it was asked to cancel, less {@link #uncancel}} */
  public int cancelling() {
    return cancelRequests;
  }

  /**
   * Takes back one request to cancel; at 0 also one that has not been delivered yet.
   *
   * @return what is left
   */
  public int uncancel() {
    if (cancelRequests > 0) {
      cancelRequests--;
      if (cancelRequests == 0) {
        cancelPending = false;
      }
    }
    return cancelRequests;
  }

  /**
   * Asks the task to end: what it waits on is cancelled, or else its next step throws {@link
   * CancelledError}. Before its first step the body never runs. The body may catch the error and go
   * on.
   */
  @Override
  public boolean cancel(@Nullable String message) {
    loop.requireThread("cancel");
    if (isDone()) {
      return false;
    }
    // Down a chain of tasks that wait for one another, which may be too long for recursion.
    Task<?> task = this;
    int left = loop.tasks.size();
    task.cancelRequests++;
    while (task.waitingOn instanceof Task<?> awaited && !awaited.isDone() && left-- > 0) {
      task = awaited;
      task.cancelRequests++;
    }
    if (left < 0) {
      task.leaveCycle();
    }
    if (!task.cancelAwaited(message)) {
      task.cancelPending = true;
      task.setCancelMessage(message);
    }
    return true;
  }

  /** Hands a request to what it waits on; false if that does not take it. */
  private boolean cancelAwaited(@Nullable String message) {
    if (waitingOn != null) {
      return waitingOn.cancel(message);
    }
    if (waitsForTurn && ((Waiter<?>) Nulls.known(next)).cancel(message)) {
      loop.ready(this);
      return true;
    }
    return false;
  }

  /** Tasks wait for one another in a circle: the cancellation has to be delivered to this one. */
  private void leaveCycle() {
    Nulls.known(waitingOn).removeWaiters(waiter -> waiter == this);
    waitingOn = null;
    loop.ready(this);
  }

  /**
   * Ends {@code future} as this ends; cancelling it, from any thread, cancels this. A {@link
   * CancelledError} becomes a {@link java.util.concurrent.CancellationException}.
   *
   * @param future ends as this does
   */
  public void linkTo(CompletableFuture<T> future) {
    FutureLink.join(this, future);
  }

  // ---- stepping
  // ----------------------------------------------------------------------------------------------------

  /**
   * Runs the coroutine to its next suspension, or to its end. Called by the loop, with this out of
   * the ready queue.
   */
  void step() {
    Frame<?> frame = Nulls.known(next);
    Object value = null;
    Throwable error = null;
    Future<?> future = waitingOn;
    if (future != null) {
      waitingOn = null;
      if (future.isFinished()) {
        value = future.value();
      } else {
        error = future.failure();
      }
    } else if (waitsForTurn) {
      waitsForTurn = false;
      error = ((Waiter<?>) frame).failure();
    }
    if (cancelPending) {
      error = cancellation(error);
      value = null;
    }
    EventLoop loop = this.loop;
    loop.enter(this, context);
    try {
      Execution x = loop.execution;
      Frame<?> suspended;
      if (started) {
        suspended = x.resume(frame, value, error);
      } else if (error == null) {
        started = true;
        suspended = x.start(frame);
      } else {
        cancelledUnstarted(error);
        return;
      }
      if (suspended == null) {
        Throwable failure = x.error();
        end(failure == null ? x.takeRef() : null, failure);
        return;
      }
      if (suspended != frame) {
        next = suspended;
      }
      if (!x.waits()) {
        loop.ready(this);
        return;
      }
      Object awaited = x.awaited();
      if (awaited == null) {
        awaitTurn((Waiter<?>) suspended);
      } else {
        await((Future<?>) awaited);
      }
    } finally {
      if (context != loop.context) {
        context = loop.context;
      }
    }
  }

  /** As {@link #step}, inside the step of another task or a callback, which goes on afterwards. */
  void stepEagerly() {
    Task<?> outer = loop.currentTask();
    Context outside = loop.captured();
    try {
      step();
    } finally {
      loop.leave(this);
      loop.enter(outer, outside);
    }
  }

  /** The request that no future has taken is delivered now, unless one comes with the outcome. */
  private Throwable cancellation(@Nullable Throwable error) {
    cancelPending = false;
    return error instanceof CancelledError ? error : new CancelledError(cancelMessage());
  }

  /** It was cancelled before its first step. */
  private void cancelledUnstarted(Throwable error) {
    closeUnstarted();
    end(null, error);
  }

  /** Somebody else may have taken the coroutine in the meantime. */
  private void closeUnstarted() {
    try {
      Nulls.known(coroutine).close();
    } catch (IllegalStateException e) {
      return;
    }
  }

  /** Starts to wait: the frames are all saved now. */
  private void await(Future<?> awaited) {
    Future<?> future = awaited;
    String objection = objection(future);
    if (objection != null) {
      Promise<Object> failed = new Promise<>(loop);
      failed.fail(new IllegalStateException(objection));
      future = failed;
    }
    waitingOn = future;
    if (future.isDone()) {
      loop.ready(this);
      return;
    }
    future.addWaiter(this);
    takeCancellation();
  }

  private void awaitTurn(Waiter<?> waiter) {
    waitsForTurn = true;
    waiter.waits(this);
    takeCancellation();
  }

  /** It was cancelled while it ran. */
  private void takeCancellation() {
    if (cancelPending && cancelAwaited(cancelMessage())) {
      cancelPending = false;
    }
  }

  /** The loop was closed: nobody will be told any more. */
  void abandoned() {
    removeWaiters(
        waiter -> {
          if (waiter instanceof FutureLink<?> link) {
            link.abandoned();
          }
          return true;
        });
    if (!started) {
      closeUnstarted();
    }
    if (waitingOn != null) {
      waitingOn.removeWaiters(waiter -> waiter == this);
    } else if (waitsForTurn) {
      ((Waiter<?>) Nulls.known(next)).abandon();
    }
    next = null;
    coroutine = null;
    waitingOn = null;
    waitsForTurn = false;
  }

  private @Nullable String objection(Future<?> future) {
    if (future == this) {
      return "Task cannot await on itself: " + this;
    }
    if (future.loop != loop) {
      return this + " awaits a future that belongs to another loop: " + future;
    }
    return null;
  }

  private void end(@Nullable Object value, @Nullable Throwable error) {
    next = null;
    coroutine = null;
    loop.tasks.remove(this);
    Debug debug = loop.debug;
    if (debug != null && error == null && cancelRequests > 0 && !cancelPending) {
      debug.ignoredCancellation(this);
    }
    if (error instanceof CancelledError) {
      settle(State.CANCELLED, error);
    } else if (error != null) {
      settle(State.FAILED, error);
    } else if (cancelPending) {
      cancelPending = false;
      settle(State.CANCELLED, cancelMessage());
    } else {
      settle(State.FINISHED, value);
    }
    if (debug != null) {
      debug.ended(this);
    }
  }

  @Override
  String shortName() {
    return name();
  }

  @Override
  public String toString() {
    Object awaited = waitingOn != null ? waitingOn.shortName() : waitsForTurn ? next : null;
    return shortName()
        + "["
        + state().name().toLowerCase(Locale.ROOT)
        + (awaited == null ? "" : ", waits for " + awaited)
        + "]";
  }
}
