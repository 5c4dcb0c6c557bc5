package programs;

import static dev.weft.Weft.*;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.*;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.*;

/** 100,000 tasks sleep: prints how many milliseconds of CPU the process takes in two seconds of that. */
public class Idle {
  static final int SLEEPERS = 100_000;

  @Async
  static Coroutine<Void> sleepers(CountDownLatch asleep) {
    for (int i = 0; i < SLEEPERS; i++) {
      createTask(sleep(Duration.ofHours(1).plusMillis(i)));
    }
    await(yieldNow());
    await(yieldNow());
    EventLoop.current().callSoon(asleep::countDown);
    await(sleep(Duration.ofDays(1)));
    return done();
  }

  public static void main(String[] args) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    EventLoop loop = EventLoop.create();
    CountDownLatch asleep = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try (Runner runner = new Runner(loop)) {
                runner.run(sleepers(asleep));
              } catch (CancelledError e) {
                return;
              }
            });
    thread.start();
    asleep.await();
    // What starting has left to do: the compilers and the collector.
    Thread.sleep(3_000);
    long before = system.getProcessCpuTime();
    Thread.sleep(2_000);
    long used = system.getProcessCpuTime() - before;
    int tasks = loop.submit(count()).get();
    thread.interrupt();
    thread.join();
    System.out.println(tasks + " tasks, CPU ms: " + used / 1_000_000);
  }

  @Async
  static Coroutine<Integer> count() {
    return result(allTasks().size());
  }
}
