package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntToLongFunction;

/** Blocking code, each coroutine a virtual thread. */
final class ThreadsWaiting {
  private static final AtomicInteger ARRIVED = new AtomicInteger();

  /** Not among the arguments: they would count as alive. */
  private static volatile long milliseconds;

  private ThreadsWaiting() {}

  static void timers(int[] delays, long[] late) throws InterruptedException {
    List<Thread> threads = new ArrayList<>(delays.length);
    for (int i = 0; i < delays.length; i++) {
      int number = i;
      threads.add(
          VirtualThreads.start(
              () -> {
                long due = System.nanoTime() + delays[number] * 1_000_000L;
                sleep(delays[number]);
                late[number] = System.nanoTime() - due;
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void sleep(long delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static long parkOnTimers(int n, String name, long milliseconds, Runnable measure)
      throws InterruptedException {
    ThreadsWaiting.milliseconds = milliseconds;
    return park(n, i -> sleepOuter(name, i, i, i), measure);
  }

  static long parkOnFutures(int n, String name, Runnable measure) throws InterruptedException {
    List<CompletableFuture<Long>> futures = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      futures.add(new CompletableFuture<>());
    }
    return park(
        n,
        i -> waitOuter(futures.get(i), name, i, i, i),
        () -> {
          measure.run();
          futures.forEach(future -> future.complete(0L));
        });
  }

  private static long park(int n, IntToLongFunction body, Runnable measure)
      throws InterruptedException {
    LongAdder sum = new LongAdder();
    ARRIVED.set(0);
    List<Thread> threads = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      int number = i;
      threads.add(VirtualThreads.start(() -> sum.add(body.applyAsLong(number))));
    }
    while (ARRIVED.get() < n) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // The last ones still go to sleep.
    measure.run();
    for (Thread thread : threads) {
      thread.join();
    }
    return sum.sum();
  }

  private static long sleepOuter(String name, long total, int left, int right) {
    long below = sleepMiddle(name, total + 1, left + 1, right + 1);
    return below + name.length() + total + left + right;
  }

  private static long sleepMiddle(String name, long total, int left, int right) {
    long below = sleepInner(name, total + 1, left + 1, right + 1);
    return below + name.length() + total + left + right;
  }

  private static long sleepInner(String name, long total, int left, int right) {
    ARRIVED.incrementAndGet();
    sleep(milliseconds);
    return name.length() + total + left + right;
  }

  private static long waitOuter(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    long below = waitMiddle(on, name, total + 1, left + 1, right + 1);
    return below + name.length() + total + left + right;
  }

  private static long waitMiddle(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    long below = waitInner(on, name, total + 1, left + 1, right + 1);
    return below + name.length() + total + left + right;
  }

  private static long waitInner(
      CompletableFuture<Long> on, String name, long total, int left, int right) {
    ARRIVED.incrementAndGet();
    long below = on.join();
    return below + name.length() + total + left + right;
  }
}
