package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;

import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Pseudo-random cancellations of tasks that wait for everything there is. */
class StressTraceTest extends Traces {
  private final List<String> out = new ArrayList<>();
  private final AsyncQueue<Integer> queue = new AsyncQueue<>(2);
  private final AsyncLock lock = new AsyncLock();
  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);

  private static Coroutine<Void> leaf() {
    return co(
        () -> {
          await(yieldNow());
          await(yieldNow());
          return done();
        });
  }

  private static long next(long state) {
    return (state * 1103515245 + 12345) % (1L << 31);
  }

  private Coroutine<Void> operation(int op, int n) {
    return co(
        () -> {
          switch (op) {
            case 0 -> await(yieldNow());
            case 1 -> {
              try (var held = await(lock.hold())) {
                await(leaf());
              }
            }
            case 2 -> await(queue.put(n));
            case 3 -> await(queue.get());
            case 4 -> await(gather(leaf(), leaf()));
            case 5 -> {
              try (var held = await(semaphore.hold())) {
                await(leaf());
              }
            }
            default -> await(shield(leaf()));
          }
          return done();
        });
  }

  private Coroutine<Integer> worker(int n) {
    return co(
        () -> {
          long state = n * 104729L + 3;
          for (int k = 0; k < 12; k++) {
            state = next(state);
            int op = (int) ((state >> 16) % 7);
            try {
              await(operation(op, n));
              out.add(n + "." + op);
            } catch (CancelledError e) {
              out.add(n + "." + op + "X");
              currentTask().uncancel();
            }
          }
          return result(n);
        });
  }

  @TestFactory
  Stream<DynamicTest> stress() {
    return Stream.of(
        trace(
            "202_stress_cancel_lcg",
            () -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              for (int i = 0; i < 8; i++) {
                tasks.add(createTask(worker(i), "w" + i));
              }
              long state = 42;
              for (int k = 0; k < 60; k++) {
                await(yieldNow());
                state = next(state);
                if ((state >> 16) % 3 == 0) {
                  int victim = (int) ((state >> 20) % 8);
                  tasks.get(victim).cancel();
                  out.add("C" + victim);
                }
              }
              for (int k = 0; k < 200 && !tasks.stream().allMatch(Task::isDone); k++) {
                tasks.forEach(Task::cancel);
                await(yieldNow());
                await(yieldNow());
              }
              List<Outcome<Integer>> outcomes = await(Weft.<Integer>gatherSettled(tasks));
              for (int i = 0; i < out.size(); i += 16) {
                p(String.join(" ", out.subList(i, Math.min(i + 16, out.size()))));
              }
              List<Object> results = new ArrayList<>();
              for (Outcome<Integer> outcome : outcomes) {
                results.add(outcome.isSuccess() ? outcome.get() : className(outcome.error()));
              }
              p(results);
              return done();
            }));
  }
}
