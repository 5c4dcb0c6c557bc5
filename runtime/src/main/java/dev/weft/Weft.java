package dev.weft;

import dev.weft.internal.Nullable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The functions of Weft, for {@code import static dev.weft.Weft.*}. Mirrors the module {@code
 * asyncio}.
 */
public final class Weft {
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Who is not to blame for code that is not transformed. */
  private static final Set<String> OURS = Set.of(Weft.class.getName(), Task.class.getName());

  private Weft() {}

  // ---- run and await
  // -----------------------------------------------------------------------------------------------

  /**
   * Runs {@code coroutine} on a new event loop, on this thread, to its end; then cancels the tasks
   * that are left, waits for them, and closes the loop. Mirrors {@code asyncio.run}.
   *
   * <p>Runs on several threads at the same time know nothing of one another. When the thread is
   * interrupted, {@code coroutine} is cancelled: see {@link Runner#run}. Inside a running loop it
   * is refused, and {@code coroutine} closed.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return its value; its exception, checked or not, is thrown as itself
   * @throws IllegalStateException when a loop runs on this thread already: await the coroutine
   *     instead
   */
  public static <T> T run(Coroutine<T> coroutine) {
    if (EventLoop.currentOrNull() != null) {
      coroutine.close();
      throw new IllegalStateException(
          "Weft.run cannot be called while an event loop is running on this thread: await the coroutine instead");
    }
    try (Runner runner = new Runner()) {
      return runner.run(coroutine);
    }
  }

  /**
   * {@return the value of {@code awaitable}, once it is there; meanwhile other tasks run} Only in
   * {@code @Async} methods and async lambdas, which the weft-maven-plugin rewrites. An exception is
   * thrown as itself, checked or not. Mirrors {@code await}.
   *
   * <p>A coroutine runs inline in the caller's task; what is done gives its outcome without a trip
   * of the loop. When the task is cancelled while it waits here, so is what it waits for, and this
   * throws {@link CancelledError}.
   *
   * @param <T> the type of the value
   * @param awaitable a coroutine, which is then used up, or a task or promise
   * @throws IllegalStateException when this is reached in code that is not transformed; when a
   *     coroutine was awaited already or is closed; when what is awaited needs a loop, and none
   *     runs here; when a future belongs to another loop, unless that is closed and the future done
   */
  @SuppressWarnings("DoNotCallSuggester") // It is called, in the source.
  public static <T> T await(Awaitable<T> awaitable) {
    throw notTransformed("await");
  }

  /**
   * As {@link #await(Awaitable)} for a CompletableFuture, or any other stage; cancelling the task
   * cancels it.
   *
   * @param <T> the type of the value
   * @param stage a CompletableFuture, or any other
   * @return its value
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T> T await(CompletionStage<T> stage) {
    throw notTransformed("await");
  }

  /**
   * As {@link #await(Awaitable)}, and tells the compiler of a checked exception that it may throw.
   *
   * @param <T> the type of the value
   * @param <X> the type of the exception
   * @param awaitable a coroutine, which is then used up, or a task or promise
   * @param thrown what the compiler is to be told of
   * @return its value
   * @throws X what it failed with
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T, X extends Throwable> T await(Awaitable<T> awaitable, Class<X> thrown) throws X {
    throw notTransformed("await");
  }

  /**
   * As {@link #await(CompletionStage)}, and tells the compiler of a checked exception that it may
   * throw.
   *
   * @param <T> the type of the value
   * @param <X> the type of the exception
   * @param stage a CompletableFuture, or any other
   * @param thrown what the compiler is to be told of
   * @return its value
   * @throws X what it failed with
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static <T, X extends Throwable> T await(CompletionStage<T> stage, Class<X> thrown)
      throws X {
    throw notTransformed("await");
  }

  /**
   * What an {@code @Async} method returns; elsewhere, a coroutine that ends with {@code value} at
   * once.
   *
   * @param <T> the type of the value
   * @param value null is a value
   * @return a coroutine
   */
  public static <T> Coroutine<T> result(@Nullable T value) {
    return new Finished<>(value);
  }

  /**
   * As {@link #result} with null, for {@code Coroutine<Void>}.
   *
   * @return a coroutine
   */
  public static Coroutine<Void> done() {
    return new Finished<>(null);
  }

  // ---- tasks
  // -------------------------------------------------------------------------------------------------------

  /**
   * Schedules {@code coroutine} on the running loop, concurrently with the caller. Mirrors {@code
   * asyncio.create_task}.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return the task
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine) {
    return EventLoop.current().createTask(coroutine);
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @param name what {@link Task#name} gives
   * @return the task
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
    return EventLoop.current().createTask(coroutine, TaskOptions.named(name));
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name, a context, or an eager start.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @param options a name, a context, or an eager start
   * @return the task
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    return EventLoop.current().createTask(coroutine, options);
  }

  /** {@return the task that runs} Mirrors {@code asyncio.current_task}; null inside a callback. */
  public static @Nullable Task<?> currentTask() {
    return EventLoop.current().currentTask();
  }

  /**
   * {@return the tasks of the running loop that are not done, oldest first} Mirrors {@code
   * asyncio.all_tasks}.
   */
  public static List<Task<?>> allTasks() {
    return EventLoop.current().allTasks();
  }

  // ---- time
  // --------------------------------------------------------------------------------------------------------

  /**
   * Ends after {@code delay}; a delay of nothing or less is {@link #yieldNow}. Mirrors {@code
   * asyncio.sleep}.
   *
   * @param delay from the first step on
   * @return a coroutine that has not begun to wait
   */
  public static Coroutine<Void> sleep(Duration delay) {
    return sleep(delay, null);
  }

  /**
   * As {@link #sleep(Duration)}.
   *
   * @param delay from the first step on
   * @param unit of the delay
   * @return a coroutine that has not begun to wait
   */
  public static Coroutine<Void> sleep(long delay, TimeUnit unit) {
    return new Sleep<>(Math.min(unit.toNanos(delay), Durations.LONGEST), null);
  }

  /**
   * As {@link #sleep(Duration)}, with a value.
   *
   * @param <T> the type of the value
   * @param delay from the first step on
   * @param result the value it ends with
   * @return a coroutine that has not begun to wait
   */
  public static <T> Coroutine<T> sleep(Duration delay, @Nullable T result) {
    return new Sleep<>(Durations.nanos(delay), result);
  }

  /**
   * Lets everything that is ready run once. Mirrors {@code asyncio.sleep(0)}. Allocates nothing.
   *
   * @return the coroutine, the same one each time
   */
  public static Coroutine<Void> yieldNow() {
    return YieldNow.INSTANCE;
  }

  // ---- several at once
  // ---------------------------------------------------------------------------------------------

  /**
   * Runs all of them concurrently. Coroutines become tasks now, in order; one that is given twice
   * runs once. Ends with the values in the order given, or with the first exception, and then the
   * others go on. Cancelling it cancels all. Mirrors {@code asyncio.gather}.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @return a future of the values, a list that cannot be changed
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // It is read only.
  public static <T> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
    return gather(Arrays.asList(awaitables));
  }

  /**
   * As {@link #gather(Awaitable[])}.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @return a future of the combined value
   */
  public static <T> Future<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gather.<T, List<T>>of(EventLoop.current(), awaitables, false, values -> values);
  }

  /**
   * As {@link #gather(Awaitable[])}; ends with {@code combine} of the values, run on the loop.
   *
   * @param <A> the type of the first value
   * @param <B> the type of the second value
   * @param <R> the type of the combined value
   * @param a the first
   * @param b the second
   * @param combine makes one value of them, on the loop's thread
   * @return a future of the combined value
   */
  public static <A, B, R> Future<R> gather(
      Awaitable<A> a, Awaitable<B> b, BiFunction<? super A, ? super B, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return combined(v -> combine.apply(Weft.<A>at(v, 0), Weft.<B>at(v, 1)), a, b);
  }

  /**
   * As {@link #gather(Awaitable, Awaitable, BiFunction)}.
   *
   * @param <A> the type of the first value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <R> the type of the combined value
   * @param a the first
   * @param b the second
   * @param c the third
   * @param combine makes one value of them, on the loop's thread
   * @return a future of the combined value
   */
  public static <A, B, C, R> Future<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Function3<? super A, ? super B, ? super C, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return combined(
        v -> combine.apply(Weft.<A>at(v, 0), Weft.<B>at(v, 1), Weft.<C>at(v, 2)), a, b, c);
  }

  /**
   * As {@link #gather(Awaitable, Awaitable, BiFunction)}.
   *
   * @param <A> the type of the first value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <R> the type of the combined value
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param combine makes one value of them, on the loop's thread
   * @return a future of the combined value
   */
  public static <A, B, C, D, R> Future<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Function4<? super A, ? super B, ? super C, ? super D, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return combined(
        v -> combine.apply(Weft.<A>at(v, 0), Weft.<B>at(v, 1), Weft.<C>at(v, 2), Weft.<D>at(v, 3)),
        a,
        b,
        c,
        d);
  }

  /**
   * As {@link #gather(Awaitable, Awaitable, BiFunction)}.
   *
   * @param <A> the type of the first value
   * @param <B> the type of the second value
   * @param <C> the type of the third value
   * @param <D> the type of the fourth value
   * @param <E> the type of the fifth value
   * @param <R> the type of the combined value
   * @param a the first
   * @param b the second
   * @param c the third
   * @param d the fourth
   * @param e the fifth
   * @param combine makes one value of them, on the loop's thread
   * @return a future of the combined value
   */
  public static <A, B, C, D, E, R> Future<R> gather(
      Awaitable<A> a,
      Awaitable<B> b,
      Awaitable<C> c,
      Awaitable<D> d,
      Awaitable<E> e,
      Function5<? super A, ? super B, ? super C, ? super D, ? super E, ? extends R> combine) {
    Objects.requireNonNull(combine, "combine");
    return combined(
        v ->
            combine.apply(
                Weft.<A>at(v, 0),
                Weft.<B>at(v, 1),
                Weft.<C>at(v, 2),
                Weft.<D>at(v, 3),
                Weft.<E>at(v, 4)),
        a,
        b,
        c,
        d,
        e);
  }

  private static <R> Future<R> combined(
      Function<List<Object>, R> combine, Awaitable<?>... awaitables) {
    return Gather.<Object, R>of(EventLoop.current(), Arrays.asList(awaitables), false, combine);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T at(List<Object> values, int index) {
    return (T) values.get(index);
  }

  /**
   * As {@link #gather(Awaitable[])}, and waits for all however they end: a failure or a
   * cancellation is a {@link Outcome.Failure}. Mirrors {@code asyncio.gather(...,
   * return_exceptions=True)}.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @return a future of the outcomes
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // It is read only.
  public static <T> Future<List<Outcome<T>>> gatherSettled(Awaitable<? extends T>... awaitables) {
    return gatherSettled(Arrays.asList(awaitables));
  }

  /**
   * As {@link #gatherSettled(Awaitable[])}.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @return a future of the outcomes
   */
  public static <T> Future<List<Outcome<T>>> gatherSettled(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    return Gather.<Outcome<T>, List<Outcome<T>>>of(
        EventLoop.current(), awaitables, true, values -> values);
  }

  /**
   * As {@link #waitUntil(Collection, ReturnWhen)}, until all are done.
   *
   * @param <F> Task, Promise or Future
   * @param futures tasks and promises of the running loop
   * @return a coroutine that gives those that are done, and the others
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> waitUntil(
      Collection<? extends F> futures) {
    return waitUntil(futures, ReturnWhen.ALL_COMPLETED);
  }

  /**
   * Waits until some are done; neither their exceptions nor their cancellations are thrown, and
   * cancelling this cancels none of them. Mirrors {@code asyncio.wait}.
   *
   * @param <F> Task, Promise or Future
   * @param futures tasks and promises of the running loop
   * @param returnWhen what to wait for
   * @return a coroutine that gives those that are done, and the others
   * @throws IllegalArgumentException when there are none
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> waitUntil(
      Collection<? extends F> futures, ReturnWhen returnWhen) {
    return new WaitUntil<>(
        futures, Objects.requireNonNull(returnWhen, "returnWhen"), Long.MAX_VALUE);
  }

  /**
   * As {@link #waitUntil(Collection, ReturnWhen)}, for {@code timeout} at most: what is not done
   * then is pending.
   *
   * @param <F> Task, Promise or Future
   * @param futures tasks and promises of the running loop
   * @param returnWhen what to wait for
   * @param timeout from the first step on, how long at most
   * @return a coroutine that gives those that are done, and the others
   */
  public static <F extends Future<?>> Coroutine<WaitResult<F>> waitUntil(
      Collection<? extends F> futures, ReturnWhen returnWhen, Duration timeout) {
    return new WaitUntil<>(
        futures, Objects.requireNonNull(returnWhen, "returnWhen"), Durations.nanos(timeout));
  }

  /**
   * Runs all of them concurrently, and gives coroutines that end as the first of them does, the
   * second, and so on. Each is awaited once. One that is given twice counts once. Mirrors {@code
   * asyncio.as_completed}.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @return to iterate over once, awaiting each coroutine before the next is asked for or later
   */
  public static <T> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    AsCompleted<T> iterator = new AsCompleted<>(EventLoop.current(), awaitables, Long.MAX_VALUE);
    return () -> iterator;
  }

  /**
   * As {@link #asCompleted(Collection)}; those not done after {@code timeout} throw {@link
   * TimedOutException}, and go on.
   *
   * @param <T> the type of the value
   * @param awaitables coroutines, which are then used up, tasks and promises
   * @param timeout for all of them, from now on
   * @return to iterate over once, awaiting each coroutine before the next is asked for or later
   */
  public static <T> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, Duration timeout) {
    AsCompleted<T> iterator =
        new AsCompleted<>(EventLoop.current(), awaitables, Durations.nanos(timeout));
    return () -> iterator;
  }

  // ---- limits
  // ------------------------------------------------------------------------------------------------------

  /**
   * Ends as {@code awaitable} does, but cancelling this leaves it alone. When it is cancelled
   * itself, so is this. Mirrors {@code asyncio.shield}.
   *
   * @param <T> the type of the value
   * @param awaitable a coroutine, which is then used up, or a task or promise
   * @return a future to await in its place
   */
  public static <T> Future<T> shield(Awaitable<T> awaitable) {
    return Shield.of(EventLoop.current().future(awaitable));
  }

  /**
   * Awaits {@code awaitable}, a coroutine inline in the caller's task. When it is not done after
   * {@code timeout} it is cancelled, and once it has ended {@link TimedOutException} is thrown,
   * unless it ended with a value or another exception after all. Mirrors {@code asyncio.wait_for}.
   *
   * @param <T> the type of the value
   * @param awaitable a coroutine, which is then used up, or a task or promise
   * @param timeout from the first step on, how long at most
   * @return a coroutine that ends as {@code awaitable} does
   */
  public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, Duration timeout) {
    return new WaitFor<>(awaitable, Durations.nanos(timeout));
  }

  /**
   * Runs {@code body} in the caller's task. When it has not ended {@code delay} after its start, it
   * is cancelled, and the cancellation turned into {@link TimedOutException}. A body that does not
   * suspend is never cut short. Mirrors {@code asyncio.timeout}.
   *
   * @param <T> the type of the value
   * @param delay from the first step on
   * @param body is given the timeout, to move its deadline
   * @return a coroutine that ends as {@code body} does
   */
  public static <T> Coroutine<T> timeout(Duration delay, AsyncFunction<? super Timeout, T> body) {
    return new TimeoutBlock<>(Durations.nanos(delay), true, body);
  }

  /**
   * As {@link #timeout}, with a deadline as {@link EventLoop#time} tells time in nanoseconds, or
   * {@link Timeout#NEVER}. Mirrors {@code asyncio.timeout_at}.
   *
   * @param <T> the type of the value
   * @param when the deadline
   * @param body is given the timeout, to move its deadline
   * @return a coroutine that ends as {@code body} does
   */
  public static <T> Coroutine<T> timeoutAt(long when, AsyncFunction<? super Timeout, T> body) {
    return new TimeoutBlock<>(when, false, body);
  }

  // ---- other worlds
  // ------------------------------------------------------------------------------------------------

  /**
   * {@return a future of the running loop that ends as {@code stage} does, to gather it with
   * others} Cancelling it cancels the stage if that can be. Mirrors {@code asyncio.wrap_future}.
   *
   * @param <T> the type of the value
   * @param stage a CompletableFuture, or any other
   */
  public static <T> Future<T> future(CompletionStage<? extends T> stage) {
    return EventLoop.current().future(stage);
  }

  /**
   * Runs {@code body}, which may block, on a thread of the loop's default executor, with the
   * caller's {@link ContextVar}s. When this is cancelled, a body that has not started does not; one
   * that has started is not interrupted, and its outcome is lost. Mirrors {@code
   * asyncio.to_thread}.
   *
   * @param <T> the type of the value
   * @param body what to run; it may block
   * @return a coroutine that ends as {@code body} does
   */
  public static <T> Coroutine<T> toThread(Callable<? extends T> body) {
    return new ToThread<>(body);
  }

  /**
   * Runs {@code body} on {@code executor}, now. Mirrors {@code loop.run_in_executor}; as {@link
   * #toThread} otherwise.
   *
   * @param <T> the type of the value
   * @param executor where to run it
   * @param body what to run; it may block
   * @return a future that ends as {@code body} does
   */
  public static <T> Future<T> runInExecutor(Executor executor, Callable<? extends T> body) {
    return EventLoop.current().runInExecutor(Objects.requireNonNull(executor, "executor"), body);
  }

  static IllegalStateException notTransformed(String what) {
    String place =
        WALKER.walk(
            frames ->
                frames
                    .filter(frame -> !OURS.contains(frame.getClassName()))
                    .findFirst()
                    .map(frame -> frame.toStackTraceElement().toString())
                    .orElse("the caller"));
    return new IllegalStateException(
        what
            + " was reached in code that is not transformed, at "
            + place
            + ". Put @Async on the method if it has none, and let Weft weave its class in one of three ways: with"
            + " weft-maven-plugin in the build of the module; with java -jar weft-transformer-all.jar on the class"
            + " files; or, where an IDE has compiled the class by itself, as it is loaded, by the JVM option"
            + " -javaagent:weft-transformer-all.jar");
  }
}
