package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final VirtualTime time = VirtualTime.create();
  private final EventLoop loop = time.loop();
  private final List<Object> events = new ArrayList<>();

  @AfterEach
  void close() {
    loop.setExceptionHandler(failure -> {});
    time.close();
  }

  private static Coroutine<Void> forEver() {
    return Script.of(
        (script, at, value, error) ->
            at == 0
                ? script.then(EventLoop.current().createPromise(), 1)
                : Script.orThrow(value, error));
  }

  @Test
  void tasksAreNumberedUntilTheyAreNamed() {
    Task<Void> first = loop.createTask(forEver());
    Task<Void> named = loop.createTask(forEver(), TaskOptions.named("fetch"));
    Task<Void> third = loop.createTask(forEver());
    assertThat(first.name()).isEqualTo("Task-1");
    assertThat(named.name()).isEqualTo("fetch");
    assertThat(third.name()).isEqualTo("Task-3");
    first.setName("renamed");
    assertThat(first).hasToString("renamed[pending]");
  }

  @Test
  void aTaskSaysWhatItWaitsForAndWhere() {
    Task<Void> inner = loop.createTask(forEver());
    Task<Void> outer = time.start(Script.awaiting(inner));
    assertThat(outer).hasToString("Task-2[pending, waits for Task-1]");
    assertThat(outer.stack()).hasToString("[Script.step(weft-runtime)]");
    outer.cancel();
    time.runUntilIdle();
    assertThat(outer).hasToString("Task-2[cancelled]");
    assertThat(outer.stack()).isEmpty();
  }

  @Test
  void allTasksHasThoseThatAreNotDoneOldestFirst() {
    Task<Void> first = loop.createTask(forEver());
    Task<Void> second = loop.createTask(Weft.done());
    Task<Void> third = loop.createTask(forEver());
    assertThat(loop.allTasks()).containsExactly(first, second, third);
    time.runUntilIdle();
    assertThat(loop.allTasks()).containsExactly(first, third);
  }

  @Test
  void aTaskCancelledBeforeItsFirstStepNeverRuns() {
    Coroutine<Object> coroutine =
        Script.of(
            (script, at, value, error) -> {
              events.add("ran");
              return null;
            });
    Task<Object> task = loop.createTask(coroutine);
    task.cancel("too late");
    time.runUntilIdle();
    assertThat(task.isCancelled()).isTrue();
    assertThatThrownBy(task::result).isInstanceOf(CancelledError.class).hasMessage("too late");
    assertThat(events).isEmpty();
    assertThatThrownBy(() -> time.complete(coroutine)).hasMessageContaining("closed coroutine");
  }

  @Test
  void aCoroutineIsForOneTaskOnly() {
    Coroutine<Void> coroutine = forEver();
    Task<Void> first = loop.createTask(coroutine);
    Task<Void> second = loop.createTask(coroutine);
    Task<Void> cancelled = loop.createTask(coroutine);
    cancelled.cancel();
    time.runUntilIdle();
    assertThat(first.isDone()).isFalse();
    assertThat(second.exception()).hasMessageStartingWith("cannot reuse already awaited coroutine");
    assertThat(cancelled.isCancelled()).isTrue();
    assertThatThrownBy(coroutine::close).hasMessageContaining("cancel its task");
  }

  @Test
  void aCoroutineThatIsAwaitedAlreadyIsNotDisturbedByATaskThatIsMadeOfIt() {
    Promise<Object> promise = loop.createPromise();
    Coroutine<Object> inner = Script.awaiting(promise);
    Task<Object> first = loop.createTask(Script.awaiting(Script.awaiting(inner)));
    time.runUntilIdle();
    Task<Object> second = time.start(inner);
    assertThat(second.exception()).hasMessageStartingWith("cannot reuse already awaited coroutine");
    assertThat(first.isDone()).isFalse();
    assertThat(first.stack()).hasSize(3);
    promise.complete("value");
    time.runUntilIdle();
    assertThat(first.result()).isEqualTo("value");
  }

  @Test
  void cancellingTheEndOfALongChainOfTasksNeedsNoStack() {
    Task<?> last = loop.createTask(forEver());
    for (int i = 0; i < 100_000; i++) {
      last = loop.createTask(Script.awaiting(last));
    }
    time.runUntilIdle();
    assertThat(last.cancel()).isTrue();
    time.runUntilIdle();
    assertThat(last.isCancelled()).isTrue();
    assertThat(loop.allTasks()).isEmpty();
  }

  @Test
  void tasksThatWaitForOneAnotherInACircleCanBeCancelled() {
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int next = (i + 1) % 3;
      tasks.add(
          loop.createTask(
              Script.of(
                  (script, at, value, error) ->
                      at == 0 ? script.then(tasks.get(next), 1) : Script.orThrow(value, error))));
    }
    Task<?> outside = time.start(Script.awaiting(tasks.get(0)));
    assertThat(outside.cancel()).isTrue();
    time.runUntilIdle();
    assertThat(tasks).allMatch(Task::isCancelled);
    assertThat(outside.isCancelled()).isTrue();
  }

  @Test
  void awaitingAFutureOfAnotherLoopSaysWhatToDo() {
    try (EventLoop other = EventLoop.create()) {
      Promise<Object> foreign = other.createPromise();
      String refusal =
          "cannot await a future of another event loop: Promise[%s];"
              + " submit a coroutine that awaits it to that loop, and await what submit returns";
      assertThat(time.start(Script.awaiting(foreign)).exception())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(refusal, "pending");
      Coroutine<Object> gathering = Script.of((script, at, value, error) -> Weft.gather(foreign));
      assertThat(time.start(gathering).exception())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the future belongs to another event loop: Promise[pending];")
          .hasMessageEndingWith("submit returns");
      foreign.complete(null);
      assertThat(time.start(Script.awaiting(foreign)).exception()).hasMessage(refusal, "finished");
    }
  }

  @Test
  void aFutureThatAClosedLoopHasLeftBehindGivesItsOutcomeOrSaysThatItHasNone() {
    EventLoop other = EventLoop.create();
    Promise<Object> finished = other.createPromise();
    Promise<Object> failed = other.createPromise();
    Promise<Object> pending = other.createPromise();
    IOException error = new IOException("disk");
    finished.complete("value");
    failed.fail(error);
    assertThat(failed.exception()).isSameAs(error);
    other.close();
    assertThat(time.start(Script.awaiting(finished)).result()).isEqualTo("value");
    assertThat(time.start(Script.awaiting(failed)).exception()).isSameAs(error);
    assertThat(time.start(Script.awaiting(pending)).exception())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "cannot await a future of another event loop: Promise[pending]; that loop is closed,"
                + " so it will never be done: make it on the loop that runs");
  }

  @Test
  void anEagerTaskRunsInsideTheCallAsItself() {
    ContextVar<String> variable = ContextVar.withDefault("variable", "outer");
    Coroutine<Object> inner =
        Script.of(
            (script, at, value, error) -> {
              events.add(at + " " + loop.currentTask().name() + " " + variable.get());
              variable.set("inner");
              return at == 0 ? script.then(Weft.yieldNow(), 1) : null;
            });
    Coroutine<Object> outer =
        Script.of(
            (script, at, value, error) -> {
              if (at == 1) {
                return Script.orThrow(value, error);
              }
              Task<Object> task = loop.createTask(inner, TaskOptions.named("inner").eager());
              events.add(loop.currentTask().name() + " " + variable.get());
              // What the eager step left in the registers must not show here.
              assertThat(loop.execution.suspended).isFalse();
              return script.then(task, 1);
            });
    Coroutine<Object> main =
        Script.of(
            (script, at, value, error) ->
                at == 0 ? script.then(outer, 1) : Script.orThrow(value, error));
    Task<Object> task = loop.createTask(main, TaskOptions.named("main"));
    loop.stop();
    loop.runForever();
    assertThat(events).containsExactly("0 inner outer", "main outer");
    task.cancel();
    time.runUntilIdle();
  }

  @Test
  void anEagerTaskThatDoesNotSuspendIsDoneAtOnce() {
    List<Task<String>> made = new ArrayList<>();
    loop.callSoon(() -> made.add(loop.createTask(Weft.result("v"), TaskOptions.EAGER)));
    loop.callSoon(() -> assertThat(made.get(0).result()).isEqualTo("v"));
    loop.callSoon(() -> assertThat(loop.allTasks()).isEmpty());
    List<LoopFailure> failures = new ArrayList<>();
    loop.setExceptionHandler(failures::add);
    time.runUntilIdle();
    assertThat(failures).isEmpty();
  }

  @Test
  void linkToEndsAndCancelsBothWays() {
    Task<String> task = loop.createTask(Weft.sleep(Duration.ofSeconds(1), "v"));
    CompletableFuture<String> future = new CompletableFuture<>();
    task.linkTo(future);
    time.advance(Duration.ofSeconds(1));
    assertThat(future).isCompletedWithValue("v");

    Task<Void> cancelled = loop.createTask(forEver());
    CompletableFuture<Void> other = new CompletableFuture<>();
    cancelled.linkTo(other);
    time.runUntilIdle();
    other.cancel(true);
    time.runUntilIdle();
    assertThat(cancelled.isCancelled()).isTrue();
  }

  @Test
  void aTaskFactoryMayWrapTheCoroutine() {
    loop.setTaskFactory(
        new TaskFactory() {
          @Override
          public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
            events.add("created");
            return loop.startTask(Script.awaiting(coroutine), options.name("wrapped"));
          }
        });
    Task<String> task = time.start(Weft.result("v"));
    assertThat(task.result()).isEqualTo("v");
    assertThat(task.name()).isEqualTo("wrapped");
    assertThat(events).containsExactly("created");
  }
}
