package dev.weft.samples.benchmarks.tasks;

import dev.weft.samples.benchmarks.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Blocking code, each task in a virtual thread. */
final class ThreadsTasks {
  private ThreadsTasks() {}

  static long spawn(int n) throws InterruptedException, ExecutionException {
    ExecutorService executor = VirtualThreads.executor();
    try {
      List<Future<Integer>> tasks = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        int number = i;
        tasks.add(executor.submit(() -> number));
      }
      long sum = 0;
      for (Future<Integer> task : tasks) {
        sum += task.get();
      }
      return sum;
    } finally {
      VirtualThreads.close(executor);
    }
  }

  static long skynet(int leaves) throws InterruptedException, ExecutionException {
    ExecutorService executor = VirtualThreads.executor();
    try {
      return executor.submit(() -> skynet(executor, 0, leaves)).get();
    } finally {
      VirtualThreads.close(executor);
    }
  }

  private static long skynet(ExecutorService executor, long first, int leaves)
      throws InterruptedException, ExecutionException {
    if (leaves == 1) {
      return first;
    }
    int each = leaves / 10;
    List<Future<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      long start = first + (long) i * each;
      children.add(executor.submit(() -> skynet(executor, start, each)));
    }
    long sum = 0;
    for (Future<Long> child : children) {
      sum += child.get();
    }
    return sum;
  }

  static long queue(int n) throws InterruptedException {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    Thread producer =
        VirtualThreads.start(
            () -> {
              try {
                for (int i = 0; i < n; i++) {
                  queue.put(i);
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    long[] sum = new long[1];
    Thread consumer =
        VirtualThreads.start(
            () -> {
              try {
                for (int i = 0; i < n; i++) {
                  sum[0] += queue.take();
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    producer.join();
    consumer.join();
    return sum[0];
  }

  /** Fair as the others are: the one that waits longest is next. */
  static int lock(int tasks, int turns) throws InterruptedException {
    Lock lock = new ReentrantLock(true);
    int[] count = new int[1];
    List<Thread> threads = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      threads.add(
          VirtualThreads.start(
              () -> {
                for (int turn = 0; turn < turns; turn++) {
                  lock.lock();
                  try {
                    count[0]++;
                    Thread.yield();
                  } finally {
                    lock.unlock();
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return count[0];
  }

  static int group(int n) {
    AtomicInteger count = new AtomicInteger();
    ExecutorService executor = VirtualThreads.executor();
    try {
      for (int i = 0; i < n; i++) {
        executor.execute(
            () -> {
              Thread.yield();
              count.incrementAndGet();
            });
      }
    } finally {
      VirtualThreads.close(executor);
    }
    return count.get();
  }
}
