package dev.weft.samples.benchmarks.programs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class WeftWaiting {
  /** Not among the arguments: they would count as alive. */
  private static long milliseconds;

  private WeftWaiting() {}

  static void timers(int[] delays, long[] late) {
    Weft.run(allTimers(delays, late));
  }

  @Async
  private static Coroutine<Void> allTimers(int[] delays, long[] late) {
    List<Coroutine<Void>> timers = new ArrayList<>(delays.length);
    for (int i = 0; i < delays.length; i++) {
      timers.add(timer(i, delays[i], late));
    }
    await(gather(timers));
    return done();
  }

  @Async
  private static Coroutine<Void> timer(int i, int delay, long[] late) {
    long due = System.nanoTime() + delay * 1_000_000L;
    await(sleep(delay, TimeUnit.MILLISECONDS));
    late[i] = System.nanoTime() - due;
    return done();
  }

  /**
   * Runs {@code measure} while n coroutines sleep for {@code milliseconds}; returns the sum of
   * their results.
   */
  static long parkOnTimers(int n, String name, long milliseconds, Runnable measure) {
    WeftWaiting.milliseconds = milliseconds;
    return Weft.run(onTimers(n, name, measure));
  }

  @Async
  private static Coroutine<Long> onTimers(int n, String name, Runnable measure) {
    List<Task<Long>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(sleepOuter(name, i, i, i)));
    }
    await(yieldNow());
    measure.run();
    return sum(tasks);
  }

  /**
   * Runs {@code measure} while n coroutines wait, each for a future of its own; returns the sum of
   * their results.
   */
  static long parkOnFutures(int n, String name, Runnable measure) {
    return Weft.run(onFutures(n, name, measure));
  }

  @Async
  private static Coroutine<Long> onFutures(int n, String name, Runnable measure) {
    List<Promise<Long>> futures = new ArrayList<>(n);
    List<Task<Long>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      Promise<Long> future = EventLoop.current().createPromise();
      futures.add(future);
      tasks.add(createTask(waitOuter(future, name, i, i, i)));
    }
    await(yieldNow());
    measure.run();
    for (Promise<Long> future : futures) {
      future.complete(0L);
    }
    return sum(tasks);
  }

  @Async
  private static Coroutine<Long> sum(List<Task<Long>> tasks) {
    long sum = 0;
    for (Task<Long> task : tasks) {
      sum += await(task);
    }
    return result(sum);
  }

  @Async
  private static Coroutine<Long> sleepOuter(String name, long total, int left, int right) {
    long below = await(sleepMiddle(name, total + 1, left + 1, right + 1));
    return result(below + name.length() + total + left + right);
  }

  @Async
  private static Coroutine<Long> sleepMiddle(String name, long total, int left, int right) {
    long below = await(sleepInner(name, total + 1, left + 1, right + 1));
    return result(below + name.length() + total + left + right);
  }

  @Async
  private static Coroutine<Long> sleepInner(String name, long total, int left, int right) {
    await(sleep(milliseconds, TimeUnit.MILLISECONDS));
    return result(name.length() + total + left + right);
  }

  @Async
  private static Coroutine<Long> waitOuter(
      Future<Long> on, String name, long total, int left, int right) {
    long below = await(waitMiddle(on, name, total + 1, left + 1, right + 1));
    return result(below + name.length() + total + left + right);
  }

  @Async
  private static Coroutine<Long> waitMiddle(
      Future<Long> on, String name, long total, int left, int right) {
    long below = await(waitInner(on, name, total + 1, left + 1, right + 1));
    return result(below + name.length() + total + left + right);
  }

  @Async
  private static Coroutine<Long> waitInner(
      Future<Long> on, String name, long total, int left, int right) {
    long below = await(on);
    return result(below + name.length() + total + left + right);
  }
}
