package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Coroutines that were forgotten, in debug mode. */
class NeverAwaitedTest {
  private final EventLoop loop = EventLoop.create();
  private final List<LoopFailure> failures = new ArrayList<>();

  NeverAwaitedTest() {
    loop.setExceptionHandler(failures::add);
  }

  private static Coroutine<Integer> seven() {
    return Script.of((script, at, value, error) -> 7);
  }

  /** Runs {@code callback} on the loop. */
  private void onLoop(Runnable callback) {
    loop.callSoon(callback);
    loop.stop();
    loop.runForever();
  }

  @Test
  void oneThatIsDroppedIsReportedWithThePlaceThatMadeIt() throws InterruptedException {
    loop.setDebug(true);
    CountDownLatch reported = new CountDownLatch(1);
    loop.setExceptionHandler(
        failure -> {
          failures.add(failure);
          reported.countDown();
        });
    loop.callSoon(() -> seven());
    Thread thread = new Thread(loop::runForever);
    thread.start();
    for (int i = 0; i < 300 && !reported.await(100, TimeUnit.MILLISECONDS); i++) {
      System.gc();
    }
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
    assertThat(failures).hasSize(1);
    LoopFailure failure = failures.get(0);
    assertThat(failure.message()).isEqualTo("coroutine was never awaited");
    assertThat((String) failure.source())
        .matches(
            "dev\\.weft\\.Script\\.of, created at"
                + " dev\\.weft\\.NeverAwaitedTest\\.seven\\(NeverAwaitedTest\\.java:\\d+\\)");
    assertThat(failure.exception()).hasMessage("created here");
    assertThat(failure.exception().getStackTrace()[0].getMethodName()).isEqualTo("seven");
    assertThat(failure.exception().getStackTrace()[1].getMethodName())
        .startsWith("lambda$oneThatIsDropped");
  }

  @Test
  void whatIsLeftWhenTheLoopIsClosedIsReportedInTheOrderOfItsMaking() {
    loop.setDebug(true);
    List<Coroutine<?>> kept = new ArrayList<>();
    onLoop(
        () -> {
          kept.add(seven());
          kept.add(Weft.sleep(Duration.ofSeconds(1)));
        });
    loop.close();
    assertThat(failures).hasSize(2);
    assertThat((String) failures.get(0).source()).startsWith("dev.weft.Script.of, created at");
    assertThat((String) failures.get(1).source())
        .matches(
            "dev\\.weft\\.Weft\\.sleep, created at dev\\.weft\\.NeverAwaitedTest\\.lambda.*"
                + "\\(NeverAwaitedTest\\.java:\\d+\\)");
  }

  @Test
  void oneThatIsAwaitedOrRunOrClosedOrCancelledIsNot() {
    loop.setDebug(true);
    onLoop(
        () -> {
          loop.createTask(Script.awaiting(seven()));
          Weft.gather(seven(), seven());
          seven().close();
          loop.createTask(seven()).cancel();
        });
    loop.stop();
    loop.runForever();
    assertThat(loop.runUntilComplete(Script.awaiting(Weft.toThread(() -> 1)))).isEqualTo(1);
    loop.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void oneThatGoesDownWithItsTaskIsReportedAsTheTaskAlone() {
    loop.setDebug(true);
    onLoop(() -> loop.createTask(seven()));
    loop.close();
    assertThat(failures)
        .extracting(LoopFailure::message)
        .containsExactly("task was pending when its loop was closed");
  }

  @Test
  void aWatchedCoroutineIsStillForOneUse() {
    loop.setDebug(true);
    onLoop(
        () -> {
          Coroutine<Integer> coroutine = seven();
          Task<Integer> first = loop.createTask(coroutine, TaskOptions.EAGER);
          Task<Integer> second = loop.createTask(coroutine, TaskOptions.EAGER);
          assertThat(first.result()).isEqualTo(7);
          assertThat(second.exception())
              .hasMessageStartingWith("cannot reuse already awaited coroutine");
          Coroutine<Integer> closed = seven();
          closed.close();
          closed.close();
          assertThat(loop.createTask(closed, TaskOptions.EAGER).exception())
              .hasMessageStartingWith("cannot await a closed coroutine");
        });
    loop.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void outsideOfDebugModeNothingIsWatched() {
    List<Coroutine<?>> kept = new ArrayList<>();
    onLoop(() -> kept.add(seven()));
    loop.close();
    assertThat(failures).isEmpty();
  }
}
