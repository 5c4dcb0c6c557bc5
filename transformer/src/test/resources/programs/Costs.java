package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.sync.*;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What operations cost, in exact numbers: bytes allocated, and turns of the loop. For a JVM that
 * only interprets, so that nothing is optimised away.
 */
public class Costs {
  interface Operations {
    /** Runs {@code n} of them. */
    Coroutine<?> run(int n);
  }

  // ---- bytes

  @Async
  static Coroutine<Integer> f0(int x) {
    return result(await(f1(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f1(int x) {
    return result(await(f2(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> f2(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x);
  }

  @Async
  static Coroutine<Integer> readyChain(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      sum += await(f0(i));
    }
    return result(sum);
  }

  @Async
  static Coroutine<Void> readyObjects(int n) {
    for (int i = 0; i < n; i++) {
      Coroutine<Integer> object = small();
      await(object);
    }
    return done();
  }

  @Async
  static Coroutine<Void> finishedFutures(int n) {
    Promise<String> future = EventLoop.current().createPromise();
    future.complete("");
    for (int i = 0; i < n; i++) {
      await(future);
    }
    return done();
  }

  @Async
  static Coroutine<Void> yields(int n) {
    for (int i = 0; i < n; i++) {
      await(yieldNow());
    }
    return done();
  }

  @Async
  static Coroutine<Void> yieldsBelow(int depth, int n) {
    if (depth > 0) {
      await(yieldsBelow(depth - 1, n));
      return done();
    }
    return yields(n);
  }

  /** Each entry suspends once below {@code depth} frames. */
  @Async
  static Coroutine<Integer> entries(int depth, int n) {
    int frames = 0;
    for (int i = 0; i < n; i++) {
      frames += await(down(depth));
    }
    return result(frames);
  }

  @Async
  private static Coroutine<Integer> down(int depth) {
    if (depth > 1) {
      return result(await(down(depth - 1)) + 1);
    }
    await(yieldNow());
    return result(1);
  }

  @Async
  static Coroutine<Integer> small() {
    return result(1);
  }

  @Async
  static Coroutine<Void> tasks(int n) {
    for (int i = 0; i < n; i++) {
      await(createTask(small()));
    }
    return done();
  }

  /** Ten at a time. */
  @Async
  static Coroutine<Void> gathers(int n) {
    for (int i = 0; i < n; i += 10) {
      List<Task<Integer>> tasks = new ArrayList<>(10);
      for (int k = 0; k < 10; k++) {
        tasks.add(createTask(small()));
      }
      await(gather(tasks));
    }
    return done();
  }

  /** Ten at a time. */
  @Async
  static Coroutine<Void> groups(int n) {
    for (int i = 0; i < n; i += 10) {
      await(
          TaskGroup.run(
              group -> {
                for (int k = 0; k < 10; k++) {
                  group.createTask(small());
                }
                return done();
              }));
    }
    return done();
  }

  @Async
  static Coroutine<Void> messages(int capacity, int n) {
    AsyncQueue<String> queue = new AsyncQueue<>(capacity);
    Task<Void> producer = createTask(produce(queue, n));
    for (int i = 0; i < n; i++) {
      await(queue.get());
    }
    await(producer);
    return done();
  }

  @Async
  private static Coroutine<Void> produce(AsyncQueue<String> queue, int n) {
    for (int i = 0; i < n; i++) {
      await(queue.put("message"));
    }
    return done();
  }

  @Async
  static Coroutine<Void> uncontendedLock(int n) {
    AsyncLock lock = new AsyncLock();
    for (int i = 0; i < n; i++) {
      await(lock.acquire());
      lock.release();
    }
    return done();
  }

  static void bytes(String name, Operations operations) {
    Weft.run(operations.run(20)); // Twice what there is once: ten tasks are one group.
    long few = allocated(operations.run(1_000));
    long many = allocated(operations.run(3_000));
    System.out.printf(java.util.Locale.ROOT, "%6.1f B  %s%n", (many - few) / 2_000.0, name);
  }

  static long allocated(Coroutine<?> coroutine) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    Weft.run(coroutine);
    return threads.getThreadAllocatedBytes(self) - before;
  }

  // ---- turns of the loop

  static int turns;
  static boolean counting;

  static void turn() {
    turns++;
    if (counting) {
      EventLoop.current().callSoon(Costs::turn);
    }
  }

  @Async
  static <T> Coroutine<Void> turns(String name, AsyncCallable<T> operation) throws Exception {
    counting = true;
    EventLoop.current().callSoon(Costs::turn);
    await(yieldNow());
    int before = turns;
    await(operation.call());
    System.out.printf("%6d    %s%n", turns - before, name);
    counting = false;
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  @Async
  static Coroutine<Void> allTurns() throws Exception {
    await(turns("coroutine", () -> small()));
    await(turns("yield", () -> yieldNow()));
    await(turns("task", () -> awaited(createTask(small()))));
    await(turns("gather of two", () -> awaited(gather(small(), small()))));
    await(turns("wait for two", () -> waitUntil(List.of(createTask(small()), createTask(small())))));
    await(turns("shield", () -> awaited(shield(small()))));
    await(turns("empty group", () -> TaskGroup.run(group -> done())));
    await(
        turns(
            "group of one",
            () ->
                TaskGroup.run(
                    group -> {
                      group.createTask(small());
                      return done();
                    })));
    await(turns("a thousand messages, unbounded", () -> unbounded()));
    await(turns("a thousand messages through capacity one", () -> messages(1, 1_000)));
    await(turns("a thousand turns of a free lock", () -> uncontendedLock(1_000)));
    return done();
  }

  @Async
  static <T> Coroutine<T> awaited(Future<T> future) {
    return result(await(future));
  }

  @Async
  static Coroutine<Void> unbounded() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    for (int i = 0; i < 1_000; i++) {
      await(queue.put(""));
      await(queue.get());
    }
    return done();
  }

  public static void main(String[] args) throws Exception {
    bytes("ready chain", n -> readyChain(n));
    bytes("ready method through its coroutine", n -> readyObjects(n));
    bytes("finished future", n -> finishedFutures(n));
    bytes("yield", n -> yields(n));
    bytes("yield below ten frames", n -> yieldsBelow(10, n));
    bytes("entry of one frame that suspends", n -> entries(1, n));
    bytes("entry of two frames that suspend", n -> entries(2, n));
    bytes("entry of ten frames that suspend", n -> entries(10, n));
    bytes("task", n -> tasks(n));
    bytes("task, ten of them gathered", n -> gathers(n));
    bytes("task, ten of them in a group", n -> groups(n));
    bytes("message through capacity one", n -> messages(1, n));
    bytes("message through capacity one hundred", n -> messages(100, n));
    bytes("turn of a free lock", n -> uncontendedLock(n));
    Weft.run(allTurns());
  }
}
