package dev.weft.samples.quickstart;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.time.Duration;
import java.util.Locale;

/** Two tasks that wait at the same time, on one thread: three seconds of waiting take two. */
public final class Quickstart {
  private Quickstart() {}

  @Async
  static Coroutine<Void> a() {
    System.out.println("欢迎使用 a ！");
    await(sleep(Duration.ofSeconds(1)));
    System.out.println("欢迎回到 a ！");
    return done();
  }

  @Async
  static Coroutine<Void> b() {
    System.out.println("欢迎来到 b ！");
    await(sleep(Duration.ofSeconds(2)));
    System.out.println("欢迎回到 b ！");
    return done();
  }

  @Async
  static Coroutine<Void> both() {
    Task<Void> task1 = createTask(a());
    Task<Void> task2 = createTask(b());
    System.out.println("准备开始");
    await(task1);
    System.out.println("task1 结束");
    await(task2);
    System.out.println("task2 结束");
    return done();
  }

  static String spent(Duration time) {
    return String.format(Locale.ROOT, "花费 %.2f s", time.toNanos() / 1e9);
  }

  public static void main(String[] args) {
    long start = System.nanoTime();
    Weft.run(both());
    System.out.println(spent(Duration.ofNanos(System.nanoTime() - start)));
  }
}
