package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ThreadLocals that go with tasks. */
class CarriedTest {
  private final VirtualTime time = VirtualTime.create();
  private final EventLoop loop = time.loop();
  private final ThreadLocal<String> user = new ThreadLocal<>();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  private void see(String who) {
    seen.add(who + " " + user.get());
  }

  /** Sets the value given, and looks at it before and after a yield, twice. */
  private Coroutine<Void> as(String name) {
    return Script.of(
        (script, at, value, error) -> {
          see(name);
          if (at == 0) {
            user.set(name);
          }
          return at == 2 ? null : script.then(Weft.yieldNow(), at + 1);
        });
  }

  @Test
  void eachTaskSeesItsOwnValueAcrossSuspensionsAndTheThreadKeepsItsOwn() {
    loop.carry(user);
    user.set("thread");
    Task<Void> ada = loop.createTask(as("ada"));
    loop.createTask(as("bob"));
    time.runUntilIdle();
    assertThat(ada.isDone()).isTrue();
    assertThat(seen)
        .containsExactly("ada thread", "bob thread", "ada ada", "bob bob", "ada ada", "bob bob");
    assertThat(user.get()).isEqualTo("thread");
  }

  @Test
  void withoutRegistrationNothingIsCarried() {
    loop.createTask(as("ada"));
    loop.createTask(as("bob"));
    time.runUntilIdle();
    assertThat(seen)
        .containsExactly("ada null", "bob ada", "ada bob", "bob bob", "ada bob", "bob bob");
    user.remove();
  }

  @Test
  void aTaskStartsWithTheValueOfItsCreatorAtThatMoment() {
    loop.carry(user);
    Coroutine<Void> parent =
        Script.of(
            (script, at, value, error) -> {
              user.set("parent");
              Weft.createTask(as("child"));
              user.set("parent, later");
              return null;
            });
    time.start(parent);
    assertThat(seen).containsExactly("child parent", "child child", "child child");
  }

  @Test
  void aCoroutineThatIsAwaitedDirectlySharesTheValueOfItsCaller() {
    loop.carry(user);
    time.start(
        Script.of(
            (script, at, value, error) -> {
              if (at == 0) {
                return script.then(as("callee"), 1);
              }
              see("caller");
              return null;
            }));
    assertThat(seen)
        .containsExactly("callee null", "callee callee", "callee callee", "caller callee");
  }

  @Test
  void registeredByATaskItHoldsFromThereOnEvenForWhatIsReadyAlready() {
    user.set("thread");
    Coroutine<Void> registering =
        Script.of(
            (script, at, value, error) -> {
              if (at == 0) {
                EventLoop.current().carry(user);
                user.set("mine");
                return script.then(Weft.yieldNow(), 1);
              }
              see("registering");
              return null;
            });
    loop.createTask(registering);
    loop.createTask(as("other"));
    time.runUntilIdle();
    assertThat(seen)
        .containsExactly("other thread", "registering mine", "other other", "other other");
    assertThat(user.get()).isEqualTo("thread");
    user.remove();
  }

  @Test
  void callbacksRunWithTheValueAtTheirRegistration() {
    loop.carry(user);
    Promise<Void> promise = loop.createPromise();
    time.start(
        Script.of(
            (script, at, value, error) -> {
              user.set("a");
              loop.callSoon(() -> see("callSoon"));
              user.set("b");
              loop.callLater(Duration.ofSeconds(1), () -> see("callLater"));
              user.set("c");
              promise.onDone(done -> see("onDone"));
              user.set("d");
              promise.complete(null);
              return null;
            }));
    time.advance(Duration.ofSeconds(1));
    assertThat(seen).containsExactly("callSoon a", "onDone c", "callLater b");
    assertThat(user.get()).isNull();
  }

  @Test
  void whatACallbackSetsIsGoneAfterIt() {
    loop.carry(user);
    loop.callSoon(() -> user.set("callback"));
    loop.callSoon(() -> see("next"));
    time.runUntilIdle();
    assertThat(seen).containsExactly("next null");
  }

  @Test
  void anEagerTaskHasItsOwnValueInsideTheStepOfItsCreator() {
    loop.carry(user);
    time.start(
        Script.of(
            (script, at, value, error) -> {
              user.set("creator");
              Weft.createTask(as("eager"), TaskOptions.EAGER);
              see("creator");
              return null;
            }));
    assertThat(seen)
        .containsExactly("eager creator", "creator creator", "eager eager", "eager eager");
  }

  @Test
  void toThreadTakesTheValueAlongAndTheWorkerHasItsOwnAgainAfterwards() {
    loop.carry(user);
    ExecutorService single = Executors.newSingleThreadExecutor();
    loop.setDefaultExecutor(single);
    time.complete(
        Script.of(
            (script, at, value, error) ->
                switch (at) {
                  case 0 -> {
                    user.set("task");
                    yield script.then(
                        Weft.toThread(
                            () -> {
                              see("worker");
                              user.set("worker");
                              return null;
                            }),
                        1);
                  }
                  case 1 -> {
                    see("task");
                    // As in asyncio, the executor's own way carries nothing.
                    yield script.then(
                        Weft.runInExecutor(
                            single,
                            () -> {
                              see("pool");
                              return null;
                            }),
                        2);
                  }
                  default -> null;
                }));
    assertThat(seen).containsExactly("worker task", "task task", "pool null");
  }

  @Test
  void aContextTakenInATaskCarriesTheValueToAnyThread() {
    loop.carry(user);
    List<Context> contexts = new ArrayList<>();
    time.start(
        Script.of(
            (script, at, value, error) -> {
              user.set("task");
              contexts.add(Context.current());
              return null;
            }));
    assertThat(CompletableFuture.supplyAsync(() -> call(contexts.get(0))).join())
        .isEqualTo("task, then null");
    // On the loop's thread, inside another task.
    time.start(
        Script.of(
            (script, at, value, error) -> {
              user.set("other");
              seen.add(call(contexts.get(0)));
              return null;
            }));
    assertThat(seen).containsExactly("task, then other");
  }

  private String call(Context context) {
    try {
      return context.call(user::get) + ", then " + user.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsSubmittedStartsWithTheValueOfTheSubmittingThread() throws Exception {
    EventLoop real = EventLoop.create();
    real.carry(user);
    Thread thread = new Thread(real::runForever);
    thread.start();
    user.set("submitter");
    Coroutine<String> coroutine = Script.of((script, at, value, error) -> user.get());
    assertThat(real.submit(coroutine).get()).isEqualTo("submitter");
    user.remove();
    real.callSoonThreadsafe(real::stop);
    thread.join();
    real.close();
  }

  @Test
  void aRunnerKeepsTheValueOfMainFromRunToRun() {
    loop.carry(user);
    time.complete(as("main"));
    time.complete(as("again"));
    assertThat(seen)
        .containsExactly(
            "main null", "main main", "main main", "again main", "again again", "again again");
    assertThat(user.get()).isNull();
  }

  @Test
  void anInitialValueIsMadeForEachTaskThatHasNone() {
    ThreadLocal<StringBuilder> text = ThreadLocal.withInitial(StringBuilder::new);
    loop.carry(text);
    for (String word : List.of("a", "b")) {
      loop.createTask(
          Script.of(
              (script, at, value, error) -> {
                if (at == 0) {
                  text.set(new StringBuilder(word));
                } else {
                  seen.add(text.get().append(at).toString());
                }
                return at == 2 ? null : script.then(Weft.yieldNow(), at + 1);
              }));
    }
    time.runUntilIdle();
    assertThat(seen).containsExactly("a1", "b1", "a12", "b12");
    assertThat(text.get()).isEmpty();
  }

  /** Fails while it is told to. */
  private static final class Broken implements Carried<String> {
    private final RuntimeException error = new RuntimeException("broken");
    private boolean now;

    @Override
    public String capture() {
      if (now) {
        throw error;
      }
      return null;
    }

    @Override
    public void restore(String state) {
      capture();
    }
  }

  @Test
  void aStateThatFailsIsReportedAndTheTaskGoesOn() {
    List<LoopFailure> failures = new ArrayList<>();
    loop.setExceptionHandler(failures::add);
    Broken broken = new Broken();
    loop.carry(broken);
    loop.carry(user);
    Task<Void> task = loop.createTask(as("task"));
    loop.callSoon(() -> broken.now = true);
    loop.callLater(Duration.ofSeconds(1), () -> broken.now = false);
    time.advance(Duration.ofSeconds(1));
    assertThat(task.isDone()).isTrue();
    assertThat(seen).containsExactly("task null", "task task", "task task");
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isEqualTo(
                        new LoopFailure(
                            "carrying the state of a thread failed", broken.error, broken)));
  }

  @Test
  void aStateThatFailsOnAnotherThreadThanTheLoopsIsLogged() {
    Broken broken = new Broken();
    loop.carry(broken);
    try (CapturedLog log = new CapturedLog()) {
      broken.now = true;
      loop.callSoonThreadsafe(() -> seen.add("ran"));
      broken.now = false;
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("SEVERE carrying the state of a thread failed: " + broken);
    }
    time.runUntilIdle();
    assertThat(seen).containsExactly("ran");
  }

  @Test
  void theSameThreadLocalIsCarriedOnce() {
    int[] captures = {0};
    record Counting(int[] captures) implements Carried<String> {
      @Override
      public String capture() {
        captures[0]++;
        return null;
      }

      @Override
      public void restore(String state) {}
    }
    loop.carry(new Counting(captures));
    loop.carry(new Counting(captures));
    loop.stop();
    loop.runForever();
    assertThat(captures[0]).isEqualTo(1);
    assertThat(Carried.of(user)).isEqualTo(Carried.of(user));
  }

  @Test
  void registeringFromAnotherThreadOrOnAClosedLoopIsRefused() {
    time.start(
        Script.of(
            (script, at, value, error) -> {
              Throwable refused =
                  CompletableFuture.runAsync(() -> loop.carry(user))
                      .handle((nothing, e) -> e.getCause())
                      .join();
              seen.add(refused.getMessage());
              return null;
            }));
    assertThat(seen.get(0)).startsWith("carry was called on thread ");
    EventLoop closed = EventLoop.create();
    closed.close();
    assertThatThrownBy(() -> closed.carry(user)).hasMessageStartingWith("event loop is closed");
  }
}
