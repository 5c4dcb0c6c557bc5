package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What nobody will ever resume is not kept alive, whoever holds what it waited for. */
class AbandonedTest {
  private final EventLoop loop = EventLoop.create();
  private final CapturedLog log = new CapturedLog();

  /** What the coroutines refer to while they are suspended. */
  private final List<WeakReference<Object>> values = new ArrayList<>();

  @AfterEach
  void close() {
    log.close();
    loop.close();
  }

  /** Awaits {@code awaitable}, two frames deep, each with a value of its own. */
  private Coroutine<Object> waiting(Awaitable<?> awaitable) {
    return holding(holding(awaitable));
  }

  private Coroutine<Object> holding(Awaitable<?> awaitable) {
    Object value = new byte[1000];
    values.add(new WeakReference<>(value));
    return Script.of(
        (script, at, outcome, error) ->
            at == 0 ? script.then(awaitable, 1) : List.of(value, Script.orThrow(outcome, error)));
  }

  private void runWhatIsReady() {
    for (int i = 0; i < 5; i++) {
      loop.stop();
      loop.runForever();
    }
  }

  private void assertThatNothingIsKept() throws InterruptedException {
    for (int i = 0; i < 300 && values.stream().anyMatch(value -> value.get() != null); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(values).allSatisfy(value -> assertThat(value.get()).isNull());
  }

  @Test
  void aClosedLoopKeepsNothingThatItsTasksHadWhoeverHoldsThemAndWhatTheyWaitedFor()
      throws InterruptedException {
    Promise<Object> promise = loop.createPromise();
    CompletableFuture<Object> stage = new CompletableFuture<>();
    AsyncCallable<Object> neverStarted = () -> waiting(Weft.done());
    List<Task<?>> tasks = new ArrayList<>();
    tasks.add(loop.createTask(waiting(promise)));
    tasks.add(loop.createTask(waiting(Weft.sleep(Duration.ofDays(1)))));
    tasks.add(loop.createTask(waiting(loop.future(stage))));
    tasks.add(loop.createTask(waiting(tasks.get(0))));
    runWhatIsReady();
    tasks.add(loop.createTask(Script.of((script, at, value, error) -> neverStarted.call())));
    tasks.add(loop.createTask(waiting(Weft.done())));
    assertThat(loop.allTasks()).hasSize(6);
    loop.close();
    assertThatNothingIsKept();
    assertThat(List.of(promise, stage, tasks, loop)).hasSize(4); // Held until here.
    stage.complete(null);
    promise.complete(null);
  }

  @Test
  void aCancelledTaskKeepsNothingThatItsCoroutineHad() throws InterruptedException {
    Promise<Object> promise = loop.createPromise();
    List<Task<?>> tasks = new ArrayList<>();
    tasks.add(loop.createTask(waiting(promise)));
    tasks.add(loop.createTask(waiting(Shield.of(loop.createPromise()))));
    tasks.add(loop.createTask(waiting(Weft.sleep(Duration.ofDays(1)))));
    runWhatIsReady();
    tasks.add(loop.createTask(waiting(Weft.yieldNow())));
    tasks.forEach(Task::cancel);
    runWhatIsReady();
    assertThat(tasks).allMatch(Task::isCancelled);
    assertThatNothingIsKept();
    assertThat(List.of(promise, tasks, loop)).hasSize(3); // Held until here.
  }

  @Test
  void aTaskThatHasEndedKeepsItsOutcomeAlone() throws InterruptedException {
    Task<Object> task =
        loop.createTask(
            Script.of(
                (script, at, value, error) ->
                    at == 0 ? script.then(waiting(Weft.yieldNow()), 1) : "outcome"));
    assertThat(task.coroutine()).isNotNull();
    runWhatIsReady();
    assertThatNothingIsKept();
    assertThat(task.result()).isEqualTo("outcome");
    assertThat(task.coroutine()).isNull();
  }
}
