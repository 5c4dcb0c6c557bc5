package dev.weft.samples.benchmarks.tasks;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.util.ArrayList;
import java.util.List;

final class WeftTasks {
  private WeftTasks() {}

  static long spawn(int n) {
    return Weft.run(spawnAndGather(n));
  }

  @Async
  private static Coroutine<Long> spawnAndGather(int n) {
    List<Task<Integer>> tasks = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      tasks.add(createTask(number(i)));
    }
    long sum = 0;
    for (int value : await(gather(tasks))) {
      sum += value;
    }
    return result(sum);
  }

  @Async
  @SuppressWarnings("weft:202") // A task that has nothing to wait for, as its peers'.
  private static Coroutine<Integer> number(int i) {
    return result(i);
  }

  static long skynet(int leaves) {
    return Weft.run(skynet(0, leaves));
  }

  @Async
  private static Coroutine<Long> skynet(long first, int leaves) {
    if (leaves == 1) {
      return result(first);
    }
    int each = leaves / 10;
    List<Coroutine<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      children.add(skynet(first + (long) i * each, each));
    }
    long sum = 0;
    for (long value : await(gather(children))) {
      sum += value;
    }
    return result(sum);
  }

  static long queue(int n) {
    return Weft.run(produceAndConsume(n));
  }

  @Async
  private static Coroutine<Long> produceAndConsume(int n) {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    Task<Void> producer = createTask(produce(queue, n));
    long sum = await(consume(queue, n));
    await(producer);
    return result(sum);
  }

  @Async
  private static Coroutine<Void> produce(AsyncQueue<Integer> queue, int n) {
    for (int i = 0; i < n; i++) {
      await(queue.put(i));
    }
    return done();
  }

  @Async
  private static Coroutine<Long> consume(AsyncQueue<Integer> queue, int n) {
    long sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(queue.get());
    }
    return result(sum);
  }

  static int lock(int tasks, int turns) {
    int[] count = new int[1];
    Weft.run(contend(tasks, turns, count));
    return count[0];
  }

  @Async
  private static Coroutine<Void> contend(int tasks, int turns, int[] count) {
    AsyncLock lock = new AsyncLock();
    List<Coroutine<Void>> all = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      all.add(takeTurns(lock, turns, count));
    }
    await(gather(all));
    return done();
  }

  @Async
  private static Coroutine<Void> takeTurns(AsyncLock lock, int turns, int[] count) {
    for (int i = 0; i < turns; i++) {
      await(lock.acquire());
      try {
        count[0]++;
        await(yieldNow());
      } finally {
        lock.release();
      }
    }
    return done();
  }

  static int group(int n) {
    int[] count = new int[1];
    Weft.run(inGroup(n, count));
    return count[0];
  }

  @Async
  private static Coroutine<Void> inGroup(int n, int[] count) {
    return TaskGroup.run(
        group -> {
          for (int i = 0; i < n; i++) {
            group.createTask(yieldAndCount(count));
          }
          return done();
        });
  }

  @Async
  private static Coroutine<Void> yieldAndCount(int[] count) {
    await(yieldNow());
    count[0]++;
    return done();
  }
}
