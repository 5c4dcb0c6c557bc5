package dev.weft.testing;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import java.time.Duration;
import java.util.Objects;

/**
 * Runs async code in virtual time, from a plain test method: {@code VirtualTime.run(new
 * Crawler().crawl())} takes no time, however long the program sleeps, and fails instead of hanging.
 *
 * <p>By hand:
 *
 * <pre>
 * try (VirtualTime time = VirtualTime.create()) {
 *   Task&lt;String&gt; task = time.start(fetch());
 *   time.advance(Duration.ofSeconds(1));
 *   assertTrue(task.isDone());
 * }
 * </pre>
 */
public final class VirtualTime implements AutoCloseable {
  private final VirtualClock clock;
  private final Runner runner;
  private final EventLoop loop;

  private VirtualTime(VirtualClock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.loop = EventLoop.create(clock);
    this.runner = new Runner(loop);
  }

  /**
   * Runs {@code coroutine} to its end on a new loop, as {@link dev.weft.Weft#run} does.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return its value; its exception, checked or not, is thrown as itself
   * @throws AssertionError when it waits for something that cannot happen, or does not end within a
   *     day of virtual or ten seconds of real time; says which tasks wait where
   */
  public static <T> T run(Coroutine<T> coroutine) {
    return run(new VirtualClock(), coroutine);
  }

  /**
   * As {@link #run(Coroutine)}, with a clock that may have other limits.
   *
   * @param <T> the type of the value
   * @param clock the time of the loop
   * @param coroutine what to run; it is used up by this
   * @return its value
   */
  public static <T> T run(VirtualClock clock, Coroutine<T> coroutine) {
    try (VirtualTime time = new VirtualTime(clock)) {
      return time.complete(coroutine);
    }
  }

  /** {@return a loop in virtual time, for several steps} */
  public static VirtualTime create() {
    return new VirtualTime(new VirtualClock());
  }

  /**
   * {@return a loop in the time of {@code clock}}
   *
   * @param clock the time of the loop
   */
  public static VirtualTime create(VirtualClock clock) {
    return new VirtualTime(clock);
  }

  /** {@return the loop} */
  public EventLoop loop() {
    return loop;
  }

  /** {@return the time since the start} */
  public Duration elapsed() {
    return clock.elapsed();
  }

  /**
   * Runs {@code coroutine} to its end, letting time pass; as {@link #run(Coroutine)}.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return its value
   */
  public <T> T complete(Coroutine<T> coroutine) {
    try (Watchdog watchdog = new Watchdog(loop, clock.realLimit())) {
      try {
        return runner.run(coroutine);
      } catch (IllegalStateException e) {
        watchdog.check(e);
        throw e;
      }
    }
  }

  /**
   * Makes a task of {@code coroutine}, and runs everything that can run without letting time pass.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return the task
   */
  public <T> Task<T> start(Coroutine<T> coroutine) {
    Task<T> task = loop.createTask(coroutine);
    runUntilIdle();
    return task;
  }

  /** Runs everything that can run without letting time pass. */
  public void runUntilIdle() {
    clock.manual(true);
    try (Watchdog watchdog = new Watchdog(loop, clock.realLimit())) {
      loop.runForever();
      watchdog.check(null);
    } finally {
      clock.manual(false);
    }
  }

  /**
   * Lets that much time pass, stopping at each timer to run what it causes.
   *
   * @param duration how much
   */
  public void advance(Duration duration) {
    long until = clock.nanos() + duration.toNanos();
    do {
      runUntilIdle();
    } while (clock.advanceToTimer(until));
    runUntilIdle();
  }

  /** Cancels the tasks that are left, waits for them, and closes the loop. */
  @Override
  public void close() {
    try (Watchdog watchdog = new Watchdog(loop, clock.realLimit())) {
      try {
        runner.close();
      } catch (IllegalStateException e) {
        watchdog.check(e);
        throw e;
      }
    }
  }
}
