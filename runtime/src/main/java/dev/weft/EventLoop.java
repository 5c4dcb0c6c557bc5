package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Runs tasks and callbacks, one at a time, on one thread. Mirrors {@code asyncio}'s event loop.
 *
 * <p>Only {@link #callSoonThreadsafe} and {@link #submit} may be called from other threads.
 */
public final class EventLoop extends LoopCore implements AutoCloseable {
  final Execution execution = new Execution(this);
  final TaskList tasks = new TaskList();
  final Unretrieved.Registry unretrieved = new Unretrieved.Registry();
  final Workers workers = new Workers(this);

  /** How many things outside of the loop somebody on it waits for. */
  int foreign;

  private final Failures failures = new Failures();
  private @Nullable TaskFactory taskFactory;
  private int taskNumber;
  private volatile boolean closed;

  private EventLoop(Clock clock) {
    super(clock);
  }

  /** A loop that does not run yet, in real time. */
  public static EventLoop create() {
    return create(Clock.system());
  }

  /** A loop that does not run yet, in the time of {@code clock}. */
  public static EventLoop create(Clock clock) {
    return new EventLoop(Objects.requireNonNull(clock, "clock"));
  }

  /**
   * The loop that runs on this thread. Mirrors {@code asyncio.get_running_loop}.
   *
   * @throws IllegalStateException when none does
   */
  public static EventLoop current() {
    EventLoop loop = onThisThread();
    if (loop == null) {
      throw new IllegalStateException(
          "no running event loop on this thread: call this from a coroutine or a callback, or start one with Weft.run");
    }
    return loop;
  }

  /** As {@link #current}, or null when none runs on this thread. */
  public static @Nullable EventLoop currentOrNull() {
    return onThisThread();
  }

  // ---- the loop ----

  /**
   * Runs callbacks and tasks until {@link #stop}. Mirrors {@code loop.run_forever}.
   *
   * <p>When the thread is interrupted, the loop stops before it would wait the next time, and the
   * thread's interrupt status is set again. ({@link Runner} and {@link Weft#run} cancel the main
   * task instead.)
   *
   * @throws IllegalStateException when it is closed, runs already, or another loop runs on this
   *     thread
   */
  public void runForever() {
    requireOpen();
    run(this);
  }

  /**
   * Runs until {@code awaitable} is done; a coroutine becomes a task. Mirrors {@code
   * loop.run_until_complete}.
   *
   * @return its value; its exception, checked or not, is thrown as itself
   * @throws IllegalStateException when the loop cannot run, or was stopped before
   */
  public <T> T runUntilComplete(Awaitable<T> awaitable) {
    requireOpen();
    requireRunnable();
    Future<T> future = future(awaitable);
    Consumer<Future<T>> stop = done -> stop();
    future.onDone(stop);
    try {
      runForever();
    } finally {
      future.removeOnDone(stop);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("event loop stopped before the future completed: " + future);
    }
    return future.result();
  }

  /** Ends {@link #runForever} after the iteration in progress, or after one if it does not run. */
  public void stop() {
    stopAfterIteration();
  }

  /** Whether it runs, on some thread. */
  public boolean isRunning() {
    return hasThread();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Gives up the loop for ever: what is queued does not run, what was submitted fails. Does nothing
   * the second time.
   *
   * @throws IllegalStateException when it is running
   */
  @Override
  public void close() {
    if (hasThread()) {
      throw new IllegalStateException("cannot close a running event loop: stop it first");
    }
    if (closed) {
      return;
    }
    closed = true;
    incoming.close();
    for (Task<?> task : tasks.copy()) {
      tasks.remove(task);
      task.abandoned();
      Throwable where = debug == null ? null : debug.creation(task);
      failures.report(new LoopFailure("task was pending when its loop was closed", where, task));
    }
    workers.shutdownNow();
    unretrieved.reportAll();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("event loop is closed");
    }
  }

  // ---- callbacks ----

  /**
   * Runs {@code callback} in the next iteration, behind everything that is ready. Mirrors {@code
   * loop.call_soon}.
   */
  public Handle callSoon(Runnable callback) {
    requireOpen();
    requireThread("callSoon");
    Handle handle = new Handle(callback, Context.current());
    ready(handle);
    return handle;
  }

  /**
   * As {@link #callSoon}, from any thread, waking the loop. Mirrors {@code
   * loop.call_soon_threadsafe}.
   *
   * @throws IllegalStateException when the loop is closed
   */
  public Handle callSoonThreadsafe(Runnable callback) {
    Handle handle = new Handle(callback, Context.current());
    if (!incoming.add(handle, clock)) {
      throw new IllegalStateException("event loop is closed");
    }
    return handle;
  }

  /** As {@link #callSoonThreadsafe}, without context; does nothing when the loop is closed. */
  boolean tryCallSoonThreadsafe(Runnable callback) {
    return incoming.add(new Handle(callback, Context.EMPTY), clock);
  }

  /**
   * Runs {@code callback} after {@code delay}; at once is still behind what is ready. Mirrors
   * {@code loop.call_later}.
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(deadline(Durations.nanos(delay)), callback);
  }

  /**
   * Runs {@code callback} when {@link #time} reaches {@code nanos}. Mirrors {@code loop.call_at}.
   */
  public TimerHandle callAt(long nanos, Runnable callback) {
    requireOpen();
    requireThread("callAt");
    return timers.add(callback, Context.current(), nanos);
  }

  /** The loop's time in nanoseconds since some fixed moment. Mirrors {@code loop.time}. */
  public long time() {
    return clock.nanos();
  }

  long deadline(long nanos) {
    return clock.nanos() + nanos;
  }

  // ---- tasks and futures ----

  /**
   * A task that runs {@code coroutine}, from the next iteration on. Mirrors {@code
   * loop.create_task}.
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, TaskOptions.DEFAULT);
  }

  /** As {@link #createTask(Coroutine)}, with a name, a context, or an eager start. */
  public <T> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    TaskFactory factory = taskFactory;
    return factory == null
        ? startTask(coroutine, options)
        : factory.create(this, coroutine, options);
  }

  /** As {@link #createTask(Coroutine, TaskOptions)}, past the task factory: for task factories. */
  public <T> Task<T> startTask(Coroutine<T> coroutine, TaskOptions options) {
    requireOpen();
    requireThread("createTask");
    if (!(coroutine instanceof Frame<T> frame)) {
      throw notCoroutine(coroutine);
    }
    boolean here = isOnThread();
    Context given = options.context();
    Context start = given != null ? given : here ? context : Context.current();
    Task<T> task = new Task<>(this, frame, options.name(), ++taskNumber, start);
    tasks.add(task);
    if (debug != null) {
      debug.created(task);
    }
    if (here && options.isEager()) {
      task.stepEagerly();
    } else {
      ready(task);
    }
    return task;
  }

  /** Who makes the tasks; null restores the default. Mirrors {@code loop.set_task_factory}. */
  public void setTaskFactory(@Nullable TaskFactory factory) {
    taskFactory = factory;
  }

  private static RuntimeException notCoroutine(@Nullable Coroutine<?> coroutine) {
    if (coroutine == null) {
      return new NullPointerException("cannot make a task of null: no coroutine was given");
    }
    return new IllegalArgumentException(
        "not a coroutine that Weft made: " + coroutine.getClass().getName());
  }

  /** A promise of this loop. Mirrors {@code loop.create_future}. */
  public <T> Promise<T> createPromise() {
    return new Promise<>(this);
  }

  /**
   * A future that ends as {@code stage} does, on whatever thread that is; cancelling it cancels the
   * stage if that can be. Mirrors {@code asyncio.wrap_future}. On the loop's thread.
   */
  public <T> Future<T> future(CompletionStage<? extends T> stage) {
    requireOpen();
    return StageBridge.of(this, Objects.requireNonNull(stage, "stage"));
  }

  /** A task of a coroutine; a future is itself. Mirrors {@code asyncio.ensure_future}. */
  <T> Future<T> future(Awaitable<T> awaitable) {
    if (awaitable instanceof Future<T> future) {
      if (future.loop != this) {
        throw new IllegalArgumentException("the future belongs to another event loop: " + future);
      }
      return future;
    }
    return createTask((Coroutine<T>) awaitable);
  }

  /**
   * Runs {@code coroutine} as a task, from any thread. Cancelling the result cancels the task.
   * Mirrors {@code asyncio.run_coroutine_threadsafe}.
   *
   * @return ends as the task does; with a {@link java.util.concurrent.CancellationException} when
   *     the task is cancelled, with an IllegalStateException when the loop is closed before it ends
   * @throws IllegalStateException when the loop is closed
   */
  public <T> CompletableFuture<T> submit(Coroutine<T> coroutine) {
    Submission<T> submission =
        new Submission<>(this, Objects.requireNonNull(coroutine, "coroutine"));
    callSoonThreadsafe(submission);
    return submission.future;
  }

  /**
   * Runs {@code body}, which may block, on {@code executor}; null is the default executor. Mirrors
   * {@code loop.run_in_executor}.
   */
  public <T> Future<T> runInExecutor(@Nullable Executor executor, Callable<? extends T> body) {
    requireOpen();
    return workers.run(executor, body);
  }

  /**
   * Where {@link Weft#toThread} runs; the loop shuts it down at its end. Mirrors {@code
   * loop.set_default_executor}.
   */
  public void setDefaultExecutor(ExecutorService executor) {
    workers.set(executor);
  }

  /** The task that runs, or null inside a callback. Mirrors {@code asyncio.current_task}. */
  public @Nullable Task<?> currentTask() {
    return running();
  }

  /** The tasks that are not done, oldest first. Mirrors {@code asyncio.all_tasks}. */
  public List<Task<?>> allTasks() {
    return tasks.copy();
  }

  /**
   * How many outcomes tasks of this loop wait for that other threads bring about: those of
   * CompletionStages and of executors.
   */
  public int outsideWaits() {
    return foreign;
  }

  // ---- failures ----

  /**
   * Takes what nobody else gets to see, such as the exception of a callback; null restores the
   * default, which logs to the {@link System.Logger} named "dev.weft". Mirrors {@code
   * loop.set_exception_handler}.
   */
  public void setExceptionHandler(@Nullable Consumer<? super LoopFailure> handler) {
    failures.setHandler(handler);
  }

  /** Reports a failure. Mirrors {@code loop.call_exception_handler}. */
  public void callExceptionHandler(LoopFailure failure) {
    failures.report(failure);
  }

  @Override
  void report(LoopFailure failure) {
    failures.report(failure);
  }

  // ---- debugging ----

  /**
   * Turns debug mode on or off: it reports steps and callbacks that block the loop, tasks that
   * ended normally though they were asked to cancel, and where tasks were created that are pending
   * when the loop is closed. On for all loops with {@code -Dweft.debug=true}. Mirrors {@code
   * loop.set_debug}.
   */
  public void setDebug(boolean on) {
    debug = on ? new Debug(Debug.SLOW) : null;
  }

  /** Whether debug mode is on. */
  public boolean isDebug() {
    return debug != null;
  }

  /**
   * Turns debug mode on, and reports what blocks the loop for that long instead of 100 ms. Mirrors
   * {@code loop.slow_callback_duration}.
   */
  public void setSlowCallbackThreshold(Duration threshold) {
    debug = new Debug(threshold);
  }
}
