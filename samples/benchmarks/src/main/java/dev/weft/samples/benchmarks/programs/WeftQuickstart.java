package dev.weft.samples.benchmarks.programs;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.time.Duration;

/** The quickstart: two tasks that wait at the same time. */
public final class WeftQuickstart {
  private WeftQuickstart() {}

  @Async
  static Coroutine<Void> waits(int seconds) {
    System.out.println("start " + seconds);
    await(sleep(Duration.ofSeconds(seconds)));
    System.out.println("end " + seconds);
    return done();
  }

  @Async
  static Coroutine<Void> both() {
    Task<Void> one = createTask(waits(1));
    Task<Void> two = createTask(waits(2));
    System.out.println("ready");
    await(one);
    await(two);
    return done();
  }

  public static void main(String[] args) {
    Weft.run(both());
  }
}
