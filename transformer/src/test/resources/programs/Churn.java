package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;

/** Ten million of what must leave nothing behind, for a JVM with little memory. */
public class Churn {
  static final int TIMES = 10_000_000;

  @Async
  static Coroutine<Integer> brief(int x) {
    await(yieldNow());
    return result(x & 1);
  }

  @Async
  static Coroutine<Long> tasks() {
    long sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(createTask(brief(i)));
    }
    return result(sum);
  }

  @Async
  static Coroutine<Long> coroutines() {
    long sum = 0;
    for (int i = 0; i < TIMES; i++) {
      Coroutine<Integer> coroutine = brief(i);
      sum += await(coroutine);
    }
    return result(sum);
  }

  @Async
  static Coroutine<Integer> timers() {
    int cancelled = 0;
    EventLoop loop = EventLoop.current();
    for (int i = 0; i < TIMES; i++) {
      TimerHandle timer = loop.callLater(Duration.ofHours(1 + i % 7), () -> {});
      timer.cancel();
      cancelled += timer.isCancelled() ? 1 : 0;
      if (i % 64 == 0) {
        await(yieldNow());
      }
    }
    return result(cancelled);
  }

  /** A timer each: that of the timeout. */
  @Async
  static Coroutine<Long> timeouts() {
    long sum = 0;
    for (int i = 0; i < TIMES / 10; i++) {
      sum += await(waitFor(brief(i), Duration.ofHours(1)));
    }
    return result(sum);
  }

  /** Suspended at a timer, and cancelled there. */
  @Async
  static Coroutine<Integer> sleepers() {
    int cancelled = 0;
    for (int i = 0; i < TIMES / 10; i++) {
      Task<Void> task = createTask(sleep(Duration.ofHours(1)));
      await(yieldNow());
      task.cancel();
      await(yieldNow());
      cancelled += task.isCancelled() ? 1 : 0;
    }
    return result(cancelled);
  }

  public static void main(String[] args) {
    System.out.println("tasks " + Weft.run(tasks()));
    System.out.println("coroutines " + Weft.run(coroutines()));
    System.out.println("timers " + Weft.run(timers()));
    System.out.println("timeouts " + Weft.run(timeouts()));
    System.out.println("sleepers " + Weft.run(sleepers()));
  }
}
