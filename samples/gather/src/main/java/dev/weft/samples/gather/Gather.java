package dev.weft.samples.gather;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;
import java.util.Locale;

/**
 * Two coroutines that wait at the same time: gather makes tasks of them and waits for both.
 *
 * <p>Run it: {@code mvn -q -Prun -Dsample=gather process-classes}
 */
public final class Gather {
  private Gather() {}

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
    await(gather(a(), b()));
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
