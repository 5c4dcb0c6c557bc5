package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnretrievedTest {
  private final EventLoop loop = EventLoop.create();
  private final List<LoopFailure> failures = new ArrayList<>();
  private final RuntimeException error = new RuntimeException("nobody looks");

  UnretrievedTest() {
    loop.setExceptionHandler(failures::add);
  }

  private Coroutine<Void> failing() {
    return Script.of(
        (script, at, value, e) -> {
          throw error;
        });
  }

  private void runOnce() {
    loop.stop();
    loop.runForever();
  }

  @Test
  void aFailureThatNobodyLookedAtIsReportedOnceWhenTheLoopCloses() {
    Task<Void> task = loop.createTask(failing(), TaskOptions.named("lost"));
    runOnce();
    assertThat(failures).isEmpty();
    loop.close();
    assertThat(failures)
        .containsExactly(
            new LoopFailure("task exception was never retrieved", error, "lost[failed]"));
    assertThat(task.exception()).isSameAs(error);
  }

  @Test
  void aPromiseThatIsDroppedAfterItFailedIsReported() throws InterruptedException {
    loop.<Void>createPromise().fail(error);
    CountDownLatch reported = new CountDownLatch(1);
    loop.setExceptionHandler(
        failure -> {
          failures.add(failure);
          reported.countDown();
        });
    Thread thread = new Thread(loop::runForever);
    thread.start();
    for (int i = 0; i < 300 && !reported.await(100, TimeUnit.MILLISECONDS); i++) {
      System.gc();
    }
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
    assertThat(failures)
        .containsExactly(
            new LoopFailure("future exception was never retrieved", error, "Promise[failed]"));
  }

  @Test
  void lookingAtAFailureKeepsItFromBeingReported() {
    Task<Void> asked = loop.createTask(failing());
    Task<Void> awaited = loop.createTask(failing());
    Task<Void> gathered = loop.createTask(failing());
    runOnce();
    assertThat(asked.exception()).isSameAs(error);
    loop.createTask(Script.of((script, at, value, e) -> at == 0 ? script.then(awaited, 1) : null));
    loop.createTask(
        Script.of(
            (script, at, value, e) ->
                at == 0 ? script.then(Weft.gatherSettled(gathered), 1) : null));
    runOnce();
    runOnce();
    runOnce();
    loop.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void aFailureThatSomebodyWaitsForIsNotEvenWatched() {
    Task<Void> failing = loop.createTask(failing());
    loop.createTask(Script.of((script, at, value, e) -> at == 0 ? script.then(failing, 1) : null));
    runOnce();
    runOnce();
    assertThat(loop.unretrieved.isEmpty()).isTrue();
    loop.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void cancellationsAreNeverReported() {
    loop.createPromise().cancel();
    loop.createTask(failing()).cancel();
    runOnce();
    loop.close();
    assertThat(failures).isEmpty();
  }
}
