package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.NeverAwaited;
import dev.weft.internal.Nullable;
import dev.weft.internal.OtherLoops;
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
  final Execution execution = new Execution(this, this::wake);
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

  /** {@return a loop that does not run yet, in real time} */
  public static EventLoop create() {
    return create(Clock.system());
  }

  /**
   * {@return a loop that does not run yet, in the time of {@code clock}}
   *
   * @param clock the time of the loop
   */
  public static EventLoop create(Clock clock) {
    return new EventLoop(Objects.requireNonNull(clock, "clock"));
  }

  /**
   * {@return the loop that runs on this thread} Mirrors {@code asyncio.get_running_loop}.
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

  /**
   * As {@link #current}, or null when none runs on this thread.
   *
   * @return the loop, or null
   */
  public static @Nullable EventLoop currentOrNull() {
    return onThisThread();
  }

  // ---- the loop ----

  /**
   * Runs callbacks and tasks until {@link #stop}. Mirrors {@code loop.run_forever}.
   *
   * <p>When the thread is interrupted, the loop stops before it would wait the next time, and the
   * thread's interrupt status is set again. ({@link Runner} and {@link Weft#run} cancel the main
   * task instead.) A loop that always has something to do does not look.
   *
   * <p>A loop runs on one thread at a time, and a thread runs one loop at a time: a second run, on
   * this or on another thread, is refused and disturbs nothing. Once it has ended it may run again,
   * on any thread.
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
   * @param <T> the type of the value
   * @param awaitable a coroutine, which is then used up, or a task or promise
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
      run(this);
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

  /** {@return whether it runs, on some thread} */
  public boolean isRunning() {
    return hasThread();
  }

  /** {@return whether it was closed} */
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
    dropReady(
        entry -> {
          if (entry instanceof FutureLink<?> link) {
            link.run(); // Its task has ended; only the news of that was still to be delivered.
          }
        });
    for (Task<?> task : tasks.copy()) {
      tasks.remove(task);
      task.abandoned();
      Throwable where = debug == null ? null : debug.creation(task);
      failures.report(new LoopFailure("task was pending when its loop was closed", where, task));
    }
    workers.shutdownNow();
    unretrieved.reportAll();
    NeverAwaited.loopClosed(this);
  }

  private void requireOpen() {
    if (closed) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException(
        "event loop is closed: use another one, from EventLoop.create or Weft.run");
  }

  // ---- callbacks ----

  /**
   * Runs {@code callback} in the next iteration, behind everything that is ready. Mirrors {@code
   * loop.call_soon}.
   *
   * @param callback what to run, on the loop's thread
   * @return what cancels it
   */
  public Handle callSoon(Runnable callback) {
    requireOpen();
    requireThread("callSoon");
    Handle handle = new Handle(callback, capturedHere());
    ready(handle);
    return handle;
  }

  /**
   * As {@link #callSoon}, from any thread, waking the loop. Mirrors {@code
   * loop.call_soon_threadsafe}.
   *
   * @param callback what to run, on the loop's thread
   * @return what cancels it, on the loop's thread
   * @throws IllegalStateException when the loop is closed
   */
  public Handle callSoonThreadsafe(Runnable callback) {
    Handle handle = new Handle(callback, capturedHere());
    if (!incoming.add(handle, clock)) {
      throw closed();
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
   *
   * @param delay from now on; nothing or less is at once
   * @param callback what to run, on the loop's thread
   * @return what cancels it
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(deadline(Durations.nanos(delay)), callback);
  }

  /**
   * Runs {@code callback} when {@link #time} reaches {@code nanos}. Mirrors {@code loop.call_at}.
   *
   * @param nanos the moment, as {@link #time} tells time
   * @param callback what to run, on the loop's thread
   * @return what cancels it
   */
  public TimerHandle callAt(long nanos, Runnable callback) {
    requireOpen();
    requireThread("callAt");
    return timers.add(callback, capturedHere(), nanos);
  }

  /** {@return the loop's time in nanoseconds since some fixed moment} Mirrors {@code loop.time}. */
  public long time() {
    return clock.nanos();
  }

  long deadline(long nanos) {
    return clock.nanos() + nanos;
  }

  // ---- tasks and futures ----

  /**
   * {@return a task that runs {@code coroutine}, from the next iteration on} Mirrors {@code
   * loop.create_task}.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, TaskOptions.DEFAULT);
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name, a context, or an eager start.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @param options a name, a context, or an eager start
   * @return the task
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    TaskFactory factory = taskFactory;
    return factory == null
        ? startTask(coroutine, options)
        : factory.create(this, coroutine, options);
  }

  /**
   * As {@link #createTask(Coroutine, TaskOptions)}, past the task factory: for task factories.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @param options a name, a context, or an eager start
   * @return the task
   */
  public <T> Task<T> startTask(Coroutine<T> coroutine, TaskOptions options) {
    requireOpen();
    requireThread("createTask");
    if (!(coroutine instanceof Frame<T> frame)) {
      throw notCoroutine(coroutine);
    }
    boolean here = isOnThread();
    Context given = options.context();
    Context start = given != null ? given : here ? captured() : capturedHere();
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

  /**
   * Who makes the tasks; null restores the default. Mirrors {@code loop.set_task_factory}.
   *
   * @param factory null is the default
   */
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

  /**
   * {@return a promise of this loop} Mirrors {@code loop.create_future}.
   *
   * @param <T> the type of the value
   */
  public <T> Promise<T> createPromise() {
    return new Promise<>(this);
  }

  /**
   * {@return a future that ends as {@code stage} does, on whatever thread that is; cancelling it
   * cancels the stage if that can be} Mirrors {@code asyncio.wrap_future}. On the loop's thread.
   *
   * @param <T> the type of the value
   * @param stage a CompletableFuture, or any other
   */
  public <T> Future<T> future(CompletionStage<? extends T> stage) {
    requireOpen();
    return StageBridge.of(this, Objects.requireNonNull(stage, "stage"));
  }

  /** A task of a coroutine; a future is itself. Mirrors {@code asyncio.ensure_future}. */
  <T> Future<T> future(Awaitable<T> awaitable) {
    return awaitable instanceof Future<T> future
        ? own(future)
        : createTask((Coroutine<T>) awaitable);
  }

  /** The future, which has to belong to this loop. */
  <T> Future<T> own(Future<T> future) {
    if (future.loop != this) {
      throw new IllegalArgumentException(
          "the future belongs to another event loop: " + future + OtherLoops.remedy(future));
    }
    return future;
  }

  /**
   * Runs {@code coroutine} as a task, from any thread. Cancelling the result cancels the task.
   * Mirrors {@code asyncio.run_coroutine_threadsafe}.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
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
   *
   * @param <T> the type of the value
   * @param executor where to run it; null is the default executor
   * @param body what to run; it may block
   * @return a future that ends as {@code body} does
   */
  public <T> Future<T> runInExecutor(@Nullable Executor executor, Callable<? extends T> body) {
    requireOpen();
    return workers.run(executor, body);
  }

  /**
   * Where {@link Weft#toThread} runs; the loop shuts it down at its end. Mirrors {@code
   * loop.set_default_executor}.
   *
   * @param executor the threads; the one that was used before is not shut down
   */
  public void setDefaultExecutor(ExecutorService executor) {
    workers.set(executor);
  }

  /**
   * {@return the task that runs, or null inside a callback} Mirrors {@code asyncio.current_task}.
   */
  public @Nullable Task<?> currentTask() {
    return running();
  }

  /** {@return the tasks that are not done, oldest first} Mirrors {@code asyncio.all_tasks}. */
  public List<Task<?>> allTasks() {
    return tasks.copy();
  }

  /**
   * {@return how many outcomes tasks of this loop wait for that other threads bring about: those of
   * CompletionStages and of executors}
   */
  public int outsideWaits() {
    return foreign;
  }

  // ---- state of the thread ----

  /**
   * From here on each task and callback of this loop sees its own value of {@code local}, as it
   * does of a {@link ContextVar}: see {@link #carry(Carried)}.
   *
   * @param local what to carry
   */
  public void carry(ThreadLocal<?> local) {
    carry(Carried.of(local));
  }

  /**
   * From here on each task and callback of this loop sees its own value of {@code state}, though
   * they all run on one thread. The rules are those of a {@link ContextVar}:
   *
   * <ul>
   *   <li>A task starts with what its creator has at that moment; what it sets is its own, and is
   *       there again after each of its suspensions. A coroutine that is awaited directly shares
   *       the values of its caller.
   *   <li>A callback runs with what was there at its registration. {@link #callSoonThreadsafe} and
   *       {@link #submit} take what the calling thread has.
   *   <li>{@link Weft#toThread} takes the values along, and the worker has its own again
   *       afterwards. As in asyncio {@link #runInExecutor} does not: wrap the body, {@code Context
   *       here = Context.current(); runInExecutor(pool, () -> here.call(body))}.
   *   <li>Between tasks and callbacks, and when the loop has ended, the thread has the values from
   *       before it began to run the loop. Tasks that exist already begin with those too; when this
   *       is called by a task, with what that has now.
   * </ul>
   *
   * <p>A value is a reference: two tasks that change the same mutable object see each other. Costs
   * one {@link Carried#capture} and two {@link Carried#restore} at each step; a loop that carries
   * nothing pays nothing. Async methods that return a CompletableFuture and run off any loop carry
   * nothing. Does nothing when an equal state is carried already. On the loop's thread, or before
   * it runs. Mirrors nothing in asyncio.
   *
   * @param state what to carry
   * @throws IllegalStateException when the loop is closed, or runs on another thread
   */
  public void carry(Carried<?> state) {
    requireOpen();
    requireThread("carry");
    addCarried(Objects.requireNonNull(state, "state"));
  }

  // ---- failures ----

  /**
   * Takes what nobody else gets to see, such as the exception of a callback; null restores the
   * default, which logs to the {@link System.Logger} named "dev.weft". Mirrors {@code
   * loop.set_exception_handler}.
   *
   * @param handler called on the loop's thread; null is the default
   */
  public void setExceptionHandler(@Nullable Consumer<? super LoopFailure> handler) {
    failures.setHandler(handler);
  }

  /**
   * Reports a failure. Mirrors {@code loop.call_exception_handler}.
   *
   * @param failure what happened
   */
  public void callExceptionHandler(LoopFailure failure) {
    failures.report(failure);
  }

  @Override
  void report(LoopFailure failure) {
    failures.report(failure);
  }

  // ---- debugging ----

  /**
   * Turns debug mode on or off; it is on from the start for all loops with {@code
   * -Dweft.debug=true}. Mirrors {@code loop.set_debug}. It reports, to the exception handler or to
   * the log named "dev.weft":
   *
   * <ul>
   *   <li>a coroutine that is neither awaited nor closed, with the place that made it: when it has
   *       been collected, at the latest when the loop is closed. (Coroutines that are made off any
   *       loop are watched with {@code -Dweft.debug=true} alone.)
   *   <li>a step or a callback that blocks the loop, with the lines at which the step began and
   *       ended: see {@link #setSlowCallbackThreshold}
   *   <li>a task that ends normally though it was asked to cancel, and one that is pending when the
   *       loop is closed, with the place that created it
   *   <li>with a failure that was never retrieved, the place that created the task
   * </ul>
   *
   * <p>Calls from a wrong thread are refused and failures that nobody retrieves are reported
   * always, not only in debug mode.
   *
   * <p>On the loop's thread, or before it runs.
   *
   * @param on whether it is to be on
   */
  public void setDebug(boolean on) {
    setDebug(on ? new Debug(Debug.SLOW) : null);
  }

  /** {@return whether debug mode is on} Mirrors {@code loop.get_debug}. */
  public boolean isDebug() {
    return debug != null;
  }

  /**
   * Turns debug mode on, and reports what blocks the loop for that long instead of 100 ms, in the
   * loop's time. Mirrors {@code loop.slow_callback_duration}.
   *
   * @param threshold how long is too long
   */
  public void setSlowCallbackThreshold(Duration threshold) {
    setDebug(new Debug(threshold));
  }

  private void setDebug(@Nullable Debug debug) {
    requireThread("setDebug");
    if (debug != null) {
      NeverAwaited.watching = true;
    }
    this.debug = debug;
  }
}
