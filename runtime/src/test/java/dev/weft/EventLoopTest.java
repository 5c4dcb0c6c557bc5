package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {
  private final EventLoop loop = EventLoop.create();
  private final List<LoopFailure> failures = new ArrayList<>();
  private Thread loopThread;

  EventLoopTest() {
    loop.setExceptionHandler(failures::add);
  }

  @AfterEach
  void close() throws InterruptedException {
    if (loopThread != null) {
      loop.callSoonThreadsafe(loop::stop);
      loopThread.join();
    }
    loop.close();
  }

  /** Runs the loop on a thread of its own. */
  private void runInBackground() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    loop.callSoon(running::countDown);
    loopThread = new Thread(loop::runForever, "loop");
    loopThread.start();
    running.await();
  }

  // ---- life cycle ----

  @Test
  void aLoopKnowsWhetherItRunsAndOnlyItsThreadHasIt() {
    assertThat(EventLoop.currentOrNull()).isNull();
    assertThatThrownBy(EventLoop::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop on this thread")
        .hasMessageContaining("Weft.run");
    List<Object> seen = new ArrayList<>();
    loop.callSoon(
        () -> {
          seen.add(EventLoop.current());
          seen.add(loop.isRunning());
          loop.stop();
        });
    loop.runForever();
    assertThat(seen).containsExactly(loop, true);
    assertThat(loop.isRunning()).isFalse();
  }

  @Test
  void stopBeforeRunForeverMeansOneIteration() {
    List<String> events = new ArrayList<>();
    loop.callSoon(
        () -> {
          events.add("first");
          loop.callSoon(() -> events.add("second"));
        });
    loop.stop();
    loop.runForever();
    assertThat(events).containsExactly("first");
    loop.stop();
    loop.runForever();
    assertThat(events).containsExactly("first", "second");
  }

  @Test
  void aLoopCannotRunInsideALoop() {
    EventLoop other = EventLoop.create();
    List<Throwable> errors = new ArrayList<>();
    loop.callSoon(
        () -> {
          for (Runnable attempt : List.<Runnable>of(loop::runForever, other::runForever)) {
            try {
              attempt.run();
            } catch (IllegalStateException e) {
              errors.add(e);
            }
          }
          loop.stop();
        });
    loop.runForever();
    assertThat(errors.get(0)).hasMessageStartingWith("this event loop is already running");
    assertThat(errors.get(1)).hasMessageContaining("another one is running on this thread");
    other.close();
  }

  @Test
  void aLoopThatRunsCannotBeRunOnASecondThread() throws InterruptedException {
    runInBackground();
    assertThatThrownBy(() -> loop.runUntilComplete(Weft.done()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "this event loop is already running, on thread loop:"
                + " await the coroutine there, or submit it from here");
    assertThatThrownBy(loop::runForever).hasMessageStartingWith("this event loop is already");
    assertThat(loop.isRunning()).isTrue();
  }

  @Test
  void runsOnTwoThreadsAreIndependent() throws Exception {
    CompletableFuture<EventLoop> first = new CompletableFuture<>();
    CompletableFuture<EventLoop> second = new CompletableFuture<>();
    List<CompletableFuture<EventLoop>> both = List.of(first, second);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      CompletableFuture<EventLoop> mine = both.get(i);
      CompletableFuture<EventLoop> others = both.get(1 - i);
      Thread thread =
          new Thread(
              () ->
                  Weft.run(
                      Script.of(
                          (script, at, value, error) -> {
                            mine.complete(EventLoop.current());
                            return others.join(); // Both run at the same time.
                          })));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(first.get()).isNotSameAs(second.get());
    assertThat(first.get().isClosed()).isTrue();
    assertThat(second.get().isClosed()).isTrue();
  }

  @Test
  void aRunnerInsideALoopIsRefusedAndClosesTheCoroutine() {
    Coroutine<Void> coroutine = Weft.done();
    try (Runner runner = new Runner()) {
      loop.callSoon(
          () -> {
            loop.stop();
            runner.run(coroutine);
          });
      loop.runForever();
    }
    assertThat(failures.get(0).exception())
        .hasMessage(
            "Runner.run cannot be called while an event loop is running on this thread:"
                + " await the coroutine instead");
    assertThatThrownBy(() -> loop.runUntilComplete(coroutine))
        .hasMessageContaining("cannot await a closed coroutine");
  }

  @Test
  void weftRunInsideALoopIsRefusedAndClosesTheCoroutine() {
    Coroutine<Void> coroutine = Weft.done();
    loop.callSoon(
        () -> {
          loop.stop();
          Weft.run(coroutine);
        });
    loop.runForever();
    assertThat(failures.get(0).exception())
        .hasMessageContaining("Weft.run cannot be called while an event loop is running");
    assertThatThrownBy(() -> loop.runUntilComplete(coroutine))
        .hasMessageContaining("cannot await a closed coroutine");
  }

  @Test
  void aClosedLoopRefusesEverything() {
    loop.close();
    loop.close();
    assertThat(loop.isClosed()).isTrue();
    for (Runnable attempt :
        List.<Runnable>of(
            loop::runForever,
            () -> loop.callSoon(() -> {}),
            () -> loop.callSoonThreadsafe(() -> {}),
            () -> loop.callLater(Duration.ZERO, () -> {}),
            () -> loop.createTask(Weft.done()),
            () -> loop.submit(Weft.done()))) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("event loop is closed: use another one, from EventLoop.create or Weft.run");
    }
  }

  @Test
  void aRunningLoopCannotBeClosed() {
    loop.callSoon(
        () -> {
          loop.stop();
          loop.close();
        });
    loop.runForever();
    assertThat(failures.get(0).exception())
        .hasMessageContaining("cannot close a running event loop");
  }

  @Test
  void aFailingExceptionHandlerDoesNotStopTheLoop() {
    loop.setExceptionHandler(
        failure -> {
          throw new IllegalStateException("handler");
        });
    List<String> events = new ArrayList<>();
    loop.callSoon(
        () -> {
          throw new IllegalStateException("callback");
        });
    loop.callSoon(() -> events.add("next"));
    try (CapturedLog log = new CapturedLog()) {
      loop.stop();
      loop.runForever();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("SEVERE exception in the exception handler");
      assertThat(log.records().get(0).getThrown())
          .hasMessage("handler")
          .hasSuppressedException(
              new IllegalStateException(
                  "exception in callback", new IllegalStateException("callback")));
    }
    assertThat(events).containsExactly("next");
  }

  @Test
  void runUntilCompleteThrowsTheCheckedExceptionItself() {
    IOException error = new IOException("disk");
    assertThatThrownBy(
            () ->
                loop.runUntilComplete(
                    Script.of(
                        (script, at, value, e) -> {
                          throw error;
                        })))
        .isSameAs(error);
    assertThat(failures).isEmpty();
  }

  @Test
  void interruptingTheThreadStopsALoopThatWaitsAndIsKeptForTheCaller() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CountDownLatch running = new CountDownLatch(1);
    loop.callSoon(running::countDown);
    Thread thread =
        new Thread(
            () -> {
              loop.runForever();
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    thread.start();
    running.await();
    thread.interrupt();
    assertThat(interrupted.get()).isTrue();
    assertThat(loop.isRunning()).isFalse();
    thread.join();
  }

  @Test
  void aLoopThatIsInterruptedWhileItHasWorkDoesThatFirst() {
    List<Integer> turns = new ArrayList<>();
    Thread.currentThread().interrupt();
    loop.callSoon(
        new Runnable() {
          @Override
          public void run() {
            turns.add(turns.size());
            if (turns.size() < 3) {
              loop.callSoon(this);
            }
          }
        });
    loop.runForever();
    assertThat(turns).containsExactly(0, 1, 2);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void interruptingRunUntilCompleteSaysThatItWasStopped() {
    Thread.currentThread().interrupt();
    Promise<Void> promise = loop.createPromise();
    assertThatThrownBy(() -> loop.runUntilComplete(promise))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event loop stopped before the future completed: Promise[pending]");
    assertThat(Thread.interrupted()).isTrue();
    promise.complete(null);
    loop.runUntilComplete(promise);
  }

  @Test
  void interruptingTheThreadCancelsTheMainTaskOfARunner() throws InterruptedException {
    List<Object> seen = new ArrayList<>();
    CountDownLatch waiting = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                Weft.run(
                    Script.of(
                        (script, at, value, error) -> {
                          if (at == 0) {
                            waiting.countDown();
                            return script.then(Weft.sleep(Duration.ofDays(1)), 1);
                          }
                          seen.add(Thread.currentThread().isInterrupted());
                          return Script.orThrow(value, error);
                        }));
              } catch (CancelledError e) {
                seen.add(e.getMessage());
              }
              seen.add(Thread.currentThread().isInterrupted());
            });
    thread.start();
    waiting.await();
    thread.interrupt();
    thread.join();
    assertThat(seen).containsExactly(false, "interrupted", true);
  }

  // ---- other threads ----

  @Test
  void callSoonThreadsafeWakesALoopThatWaits() throws InterruptedException {
    runInBackground();
    for (int i = 0; i < 20_000; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      loop.callSoonThreadsafe(ran::countDown);
      assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nothingIsLostWhenSeveralThreadsCallAtOnce() throws InterruptedException {
    runInBackground();
    int threads = 4;
    int calls = 50_000;
    CountDownLatch ran = new CountDownLatch(threads * calls);
    AtomicInteger disorder = new AtomicInteger();
    for (int t = 0; t < threads; t++) {
      int[] last = {-1};
      new Thread(
              () -> {
                for (int i = 0; i < calls; i++) {
                  int n = i;
                  loop.callSoonThreadsafe(
                      () -> {
                        if (last[0] != n - 1) {
                          disorder.incrementAndGet();
                        }
                        last[0] = n;
                        ran.countDown();
                      });
                }
              })
          .start();
    }
    assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(disorder).hasValue(0);
  }

  @Test
  void callsFromAWrongThreadAreRefused() throws InterruptedException {
    runInBackground();
    Promise<Void> promise = loop.createPromise();
    for (Runnable attempt :
        List.<Runnable>of(
            () -> loop.callSoon(() -> {}),
            () -> loop.callLater(Duration.ZERO, () -> {}),
            () -> loop.createTask(Weft.done()),
            () -> promise.complete(null),
            promise::cancel)) {
      assertThatThrownBy(attempt::run)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("but the event loop runs on loop")
          .hasMessageContaining("callSoonThreadsafe");
    }
  }

  @Test
  void submitGivesTheValueToAnotherThread() throws InterruptedException {
    runInBackground();
    assertThat(loop.submit(Weft.sleep(Duration.ofMillis(1), "v")).join()).isEqualTo("v");
  }

  @Test
  void submitGivesTheExceptionToAnotherThread() throws InterruptedException {
    runInBackground();
    IOException error = new IOException("disk");
    CompletableFuture<Object> future =
        loop.submit(
            Script.of(
                (script, at, value, e) -> {
                  throw error;
                }));
    assertThatThrownBy(future::join).isInstanceOf(CompletionException.class).hasCause(error);
  }

  @Test
  void cancellingWhatSubmitReturnedCancelsTheTask() throws InterruptedException {
    runInBackground();
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    CompletableFuture<Object> future =
        loop.submit(
            Script.of(
                (script, at, value, error) -> {
                  if (at == 0) {
                    started.countDown();
                    return script.then(loop.createPromise(), 1);
                  }
                  seen.complete(error);
                  return null;
                }));
    started.await();
    assertThat(future.cancel(true)).isTrue();
    assertThat(seen.join()).isInstanceOf(CancelledError.class);
  }

  @Test
  void aSubmittedTaskThatIsCancelledCancelsTheFuture() throws InterruptedException {
    runInBackground();
    CompletableFuture<Void> future =
        loop.submit(
            Script.of(
                (script, at, value, error) -> {
                  if (at == 0) {
                    loop.currentTask().cancel("no");
                    return script.then(Weft.yieldNow(), 1);
                  }
                  return Script.orThrow(value, error);
                }));
    assertThat(future.handle((value, error) -> error).join())
        .isInstanceOf(CancellationException.class)
        .hasMessage("no");
    assertThat(future.isCancelled()).isTrue();
  }

  @Test
  void whatWasSubmittedFailsWhenTheLoopIsClosedBeforeItStarts() {
    CompletableFuture<Void> future = loop.submit(Weft.done());
    loop.close();
    assertThatThrownBy(future::join)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event loop closed before the submitted coroutine started");
  }

  @Test
  void whatWasSubmittedFailsWhenTheLoopIsClosedBeforeItEnds() {
    CompletableFuture<Object> future = loop.submit(Script.awaiting(loop.createPromise()));
    loop.stop();
    loop.runForever();
    loop.close();
    assertThatThrownBy(future::join)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("event loop closed before the end of Task-1[pending");
    assertThat(failures.get(0).message()).isEqualTo("task was pending when its loop was closed");
  }

  @Test
  void whatWasSubmittedEndsWithItsTaskThoughTheLoopIsClosedAtThatMoment() {
    CompletableFuture<Integer> future = loop.submit(Weft.result(1));
    for (int i = 0; i < 2; i++) { // It becomes a task; the task ends, and nobody has been told.
      loop.stop();
      loop.runForever();
    }
    assertThat(future).isNotDone();
    loop.close();
    assertThat(future).isCompletedWithValue(1);
  }

  @Test
  void submitRacingWithCloseNeverLeavesAFutureWithoutAnEnd() throws InterruptedException {
    for (int i = 0; i < 5_000; i++) {
      EventLoop racing = EventLoop.create();
      racing.setExceptionHandler(failure -> {});
      CompletableFuture<CompletableFuture<Void>> submitted = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  submitted.complete(racing.submit(Weft.done()));
                } catch (IllegalStateException e) {
                  submitted.complete(CompletableFuture.failedFuture(e));
                }
              });
      thread.start();
      racing.close();
      assertThatThrownBy(() -> submitted.join().get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(IllegalStateException.class);
      thread.join();
    }
  }
}
