package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.testing.VirtualTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncTest {
  private final VirtualTime time = VirtualTime.create();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void whatSomebodyWaitedForBelongsToThatLoop() {
    AsyncLock lock = new AsyncLock();
    time.start(lock.acquire());
    Task<Void> waiting = time.start(lock.acquire());
    try (VirtualTime other = VirtualTime.create()) {
      Task<Void> wrong = other.start(lock.acquire());
      assertThat(wrong.exception())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "AsyncLock[locked, waiters: 1] is bound to another event loop:"
                  + " make one for each loop, where it is used first");
    }
    waiting.cancel();
    time.runUntilIdle();
    assertThat(lock).hasToString("AsyncLock[locked, waiters: 0]");
  }

  @Test
  void nothingOfItWorksOffALoopWithoutSayingSo() {
    assertThatThrownBy(new AsyncLock()::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the lock is not acquired");
    assertThatThrownBy(new AsyncCondition()::signal)
        .hasMessage("cannot signal without the lock: acquire it first");
    assertThatThrownBy(new AsyncQueue<>()::taskDone).hasMessage("taskDone() called too many times");
    assertThatThrownBy(() -> new AsyncSemaphore(-1))
        .hasMessage("the initial number of permits must be >= 0: -1");
    assertThatThrownBy(() -> new AsyncBarrier(0)).hasMessage("parties must be >= 1: 0");
  }

  @Test
  void waitingForASignalNeedsTheLock() {
    Task<Void> task = time.start(new AsyncCondition().waitForSignal());
    assertThat(task.exception()).hasMessage("cannot wait without the lock: acquire it first");
  }

  @Test
  void closingWhatIsHeldTwiceReleasesOnce() {
    AsyncSemaphore semaphore = new AsyncSemaphore(1);
    Held held = time.complete(semaphore.hold());
    assertThat(semaphore.locked()).isTrue();
    held.close();
    held.close();
    assertThat(semaphore).hasToString("AsyncSemaphore[permits: 1, waiters: 0]");
  }

  @Test
  void theFirstCancellationOfOneThatWaitsIsTheOneItGets() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    Task<String> first = time.start(queue.get());
    Task<String> second = time.start(queue.get());
    first.cancel("one");
    first.cancel("two");
    queue.putNowait("item");
    time.runUntilIdle();
    assertThat(first.isCancelled()).isTrue();
    assertThatThrownBy(first::result).isInstanceOf(CancelledError.class).hasMessage("one");
    assertThat(second.result()).isEqualTo("item");
  }

  @Test
  void aTurnThatCameBeforeTheCancellationGoesToTheNext() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    Task<String> first = time.start(queue.get());
    Task<String> second = time.start(queue.get());
    queue.putNowait("item");
    first.cancel("late");
    time.runUntilIdle();
    assertThatThrownBy(first::result).isInstanceOf(CancelledError.class).hasMessage("late");
    assertThat(second.result()).isEqualTo("item");
  }

  @Test
  void onlyTheThreadOfTheLoopGivesTurns() throws InterruptedException {
    AsyncQueue<String> queue = new AsyncQueue<>();
    Task<String> waiting = time.start(queue.get());
    List<Throwable> thrown = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              try {
                queue.putNowait("item");
              } catch (IllegalStateException e) {
                thrown.add(e);
              }
            },
            "other");
    time.loop()
        .callSoon(
            () -> {
              other.start();
              while (other.isAlive()) {
                Thread.onSpinWait();
              }
            });
    time.runUntilIdle();
    assertThat(waiting.isDone()).isFalse();
    assertThat(thrown).hasSize(1);
    assertThat(thrown.get(0))
        .hasMessageMatching(
            "waking a task was called on thread other, but the event loop runs on .*: "
                + "go through callSoonThreadsafe or submit");
    waiting.cancel();
    time.runUntilIdle();
  }

  @Test
  void aTaskThatWaitsForASignalNamesItOnce() {
    AsyncCondition condition = new AsyncCondition();
    time.complete(condition.acquire());
    Task<Void> waiting = time.start(condition.waitForSignal());
    assertThat(waiting).hasToString("Task-2[pending, waits for AsyncCondition.waitForSignal()]");
    assertThat(waiting.stack()).hasSize(1);
    waiting.cancel();
    time.runUntilIdle();
  }

  @Test
  void whoWaitsOnALoopThatIsClosedIsNotWoken() {
    AsyncLock lock = new AsyncLock();
    EventLoop loop = EventLoop.create();
    loop.runUntilComplete(lock.acquire());
    Task<Void> waiting = loop.createTask(lock.acquire());
    loop.runUntilComplete(Weft.yieldNow());
    assertThat(waiting).hasToString("Task-2[pending, waits for AsyncLock.acquire()]");
    loop.close();
    lock.release();
    assertThat(waiting.isDone()).isFalse();
    assertThat(lock).hasToString("AsyncLock[unlocked, waiters: 1]");
  }

  @Test
  void nullIsAnItem() {
    AsyncQueue<String> queue = new AsyncQueue<>();
    queue.putNowait(null);
    assertThat(queue.size()).isEqualTo(1);
    assertThat(time.complete(queue.get())).isNull();
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueEmptyException.class);
  }

  @Test
  void aPriorityQueueMayHaveAnOrderOfItsOwn() {
    AsyncPriorityQueue<String> queue =
        new AsyncPriorityQueue<>(2, Comparator.comparing(String::length).reversed());
    queue.putNowait("a");
    queue.putNowait("long");
    assertThat(queue.full()).isTrue();
    assertThat(queue.getNowait()).isEqualTo("long");
  }

  @Test
  void aBarrierThatIsAbortedFailsAllUntilItIsReset() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    Task<Integer> waiting = time.start(barrier.arrive());
    assertThat(barrier).hasToString("AsyncBarrier[FILLING, 1/2]");
    time.complete(barrier.abort());
    assertThat(waiting.exception()).isInstanceOf(BrokenBarrierException.class);
    assertThat(barrier.isBroken()).isTrue();
    assertThat(time.start(barrier.arrive()).exception()).hasMessage("barrier aborted");
    time.complete(barrier.reset());
    Task<Integer> first = time.start(barrier.arrive());
    Task<Integer> second = time.start(barrier.arrive());
    assertThat(first.result()).isEqualTo(0);
    assertThat(second.result()).isEqualTo(1);
  }

  @Test
  void aBarrierThatIsResetSendsThoseAwayWhoWait() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    Task<Integer> waiting = time.start(barrier.arrive());
    time.complete(barrier.reset());
    assertThat(waiting.exception()).hasMessage("barrier aborted or reset");
    assertThat(barrier.waiting()).isZero();
    assertThat(barrier.isBroken()).isFalse();
  }

  @Test
  void aTaskThatIsCancelledInABarrierLeavesIt() {
    AsyncBarrier barrier = new AsyncBarrier(2);
    Task<Integer> cancelled = time.start(barrier.arrive());
    cancelled.cancel();
    time.runUntilIdle();
    assertThat(barrier.waiting()).isZero();
    Task<Integer> first = time.start(barrier.arrive());
    assertThat(first.isDone()).isFalse();
    assertThat(time.start(barrier.arrive()).result()).isEqualTo(1);
    assertThat(first.result()).isZero();
  }

  @Test
  void whatIsFreeIsTakenWithoutATripOfTheLoop() {
    EventLoop loop = time.loop();
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.putNowait(1);
    Task<Integer> get = loop.createTask(queue.get());
    Task<Void> put = loop.createTask(queue.put(2));
    loop.stop();
    loop.runForever();
    assertThat(get.result()).isEqualTo(1);
    assertThat(put.isDone()).isTrue();
  }
}
