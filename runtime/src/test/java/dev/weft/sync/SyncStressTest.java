package dev.weft.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimedOutException;
import dev.weft.Weft;
import dev.weft.internal.Steps;
import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Thousands of tasks over all primitives in virtual time, with random cancellations and timeouts.
 */
class SyncStressTest {
  private static final int TASKS = 3_000;
  private static final int ROUNDS = 20;

  private final AsyncQueue<Integer> queue = new AsyncQueue<>(3);
  private final AsyncLock lock = new AsyncLock();
  private final AsyncSemaphore semaphore = new AsyncSemaphore(4);
  private final AsyncCondition condition = new AsyncCondition();
  private final AsyncEvent event = new AsyncEvent();
  private final BitSet put = new BitSet();
  private final BitSet got = new BitSet();
  private int items;
  private int inLock;
  private int inSemaphore;
  private Random random;

  private Duration someTime() {
    return Duration.ofMillis(random.nextInt(20));
  }

  /** A lock or a permit, held over a sleep. */
  private final class Holding extends Steps<Void> {
    private final boolean isLock;
    private Held held;

    Holding(boolean isLock) {
      this.isLock = isLock;
    }

    @Override
    protected Object step(int at, Object value, Throwable error) {
      if (at == 0) {
        return await(isLock ? lock.hold() : semaphore.hold(), 1);
      }
      if (at == 1) {
        if (error != null) {
          return raise(error);
        }
        held = (Held) value;
        count(1);
        return await(random.nextBoolean() ? Weft.yieldNow() : Weft.sleep(someTime()), 2);
      }
      count(-1);
      held.close();
      return error == null ? null : raise(error);
    }

    private void count(int change) {
      if (isLock) {
        inLock += change;
        assertThat(inLock).isBetween(0, 1);
      } else {
        inSemaphore += change;
        assertThat(inSemaphore).isBetween(0, 4);
      }
    }

    @Override
    protected String what() {
      return "Holding.step()";
    }
  }

  private final class Putting extends Steps<Void> {
    private int item;

    @Override
    protected Object step(int at, Object value, Throwable error) {
      if (at == 0) {
        item = items++;
        return await(queue.put(item), 1);
      }
      if (error != null) {
        return raise(error);
      }
      put.set(item);
      return null;
    }

    @Override
    protected String what() {
      return "Putting.step()";
    }
  }

  private final class Getting extends Steps<Void> {
    @Override
    protected Object step(int at, Object value, Throwable error) {
      if (at == 0) {
        return await(queue.get(), 1);
      }
      if (error != null) {
        return raise(error);
      }
      assertThat(got.get((Integer) value)).isFalse();
      got.set((Integer) value);
      queue.taskDone();
      return null;
    }

    @Override
    protected String what() {
      return "Getting.step()";
    }
  }

  private final class Signalling extends Steps<Void> {
    private final boolean waits;

    Signalling(boolean waits) {
      this.waits = waits;
    }

    @Override
    protected Object step(int at, Object value, Throwable error) {
      if (at == 0) {
        return await(condition.acquire(), 1);
      }
      if (at == 1 && error != null) {
        return raise(error);
      }
      assertThat(condition.locked()).isTrue();
      if (at == 1 && waits) {
        return await(condition.waitForSignal(), 2);
      }
      if (!waits) {
        condition.signal(random.nextInt(3));
      }
      condition.release();
      return error == null ? null : raise(error);
    }

    @Override
    protected String what() {
      return "Signalling.step()";
    }
  }

  private Coroutine<Void> operation() {
    return switch (random.nextInt(8)) {
      case 0 -> new Holding(true);
      case 1 -> new Holding(false);
      case 2, 3 -> new Putting();
      case 4, 5 -> new Getting();
      case 6 -> new Signalling(random.nextBoolean());
      default -> event.waitForSet();
    };
  }

  private final class Worker extends Steps<Void> {
    private int left = ROUNDS;

    @Override
    protected Object step(int at, Object value, Throwable error) {
      if (error instanceof dev.weft.CancelledError) {
        loop().currentTask().uncancel();
      } else if (error != null && !(error instanceof TimedOutException)) {
        return raise(error);
      }
      if (left-- == 0) {
        return null;
      }
      event.clear();
      if (random.nextInt(4) == 0) {
        event.set();
      }
      Coroutine<Void> next = operation();
      return await(random.nextInt(3) > 0 ? Weft.waitFor(next, someTime()) : next, 1);
    }

    @Override
    protected String what() {
      return "Worker.step()";
    }
  }

  @RepeatedTest(3)
  void nothingIsLostAndEverybodyIsServed(RepetitionInfo repetition) {
    long seed = System.nanoTime() ^ repetition.getCurrentRepetition();
    random = new Random(seed);
    try (VirtualTime time = VirtualTime.create()) {
      EventLoop loop = time.loop();
      List<Task<Void>> workers = new ArrayList<>();
      for (int i = 0; i < TASKS; i++) {
        workers.add(loop.createTask(new Worker()));
      }
      for (int round = 0; round < 1_000 && !workers.stream().allMatch(Task::isDone); round++) {
        for (int i = 0; i < TASKS / 10; i++) {
          workers.get(random.nextInt(TASKS)).cancel();
        }
        time.advance(Duration.ofMillis(5));
      }
      assertThat(workers).allMatch(Task::isDone);
      for (Task<Void> worker : workers) {
        if (!worker.isCancelled()) {
          assertThat(worker.exception()).isNull();
        }
      }
      // Counts are back, nobody waits, and what is in the queue is what was put and not taken.
      assertThat(lock).hasToString("AsyncLock[unlocked, waiters: 0]");
      assertThat(semaphore).hasToString("AsyncSemaphore[permits: 4, waiters: 0]");
      assertThat(condition).hasToString("AsyncCondition[unlocked, waiters: 0]");
      assertThat(event.toString()).endsWith("waiters: 0]");
      while (!queue.empty()) {
        got.set(queue.getNowait());
        queue.taskDone();
      }
      assertThat(queue.toString()).endsWith("getters: 0, putters: 0]");
      BitSet lost = (BitSet) put.clone();
      lost.andNot(got);
      assertThat(lost.cardinality()).isZero();
      assertThat(time.complete(queue.join())).isNull();
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
