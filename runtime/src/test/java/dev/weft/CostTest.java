package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weft.codegen.Awaits;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step may cost. */
class CostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Awaits {@code awaitable} so many times, in one frame that is used again and again. */
  private static final class Repeat extends Frame<Integer> {
    private final Awaitable<?> awaitable;
    private final int times;
    private int done;

    Repeat(Awaitable<?> awaitable, int times) {
      this.awaitable = awaitable;
      this.times = times;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      return run(x);
    }

    @Override
    protected Object resume(Execution x) throws Throwable {
      x.takeVoid();
      return run(x);
    }

    private Object run(Execution x) throws Throwable {
      while (done < times) {
        done++;
        Awaits.await(awaitable, x);
        if (x.suspended) {
          suspend(x, -1);
          return null;
        }
      }
      return done;
    }
  }

  /** Awaits the coroutine given, and adds one to its value. */
  private static final class Plus extends Frame<Integer> {
    private final Coroutine<?> inner;

    Plus(Coroutine<?> inner) {
      this.inner = inner;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      Object value = Awaits.await(inner, x);
      if (x.suspended) {
        suspend(x, -1);
        return null;
      }
      return (Integer) value + 1;
    }

    @Override
    protected Object resume(Execution x) {
      return (Integer) x.takeRef() + 1;
    }
  }

  private static long allocatedBy(Runnable body) {
    long id = Thread.currentThread().getId();
    long before = THREADS.getThreadAllocatedBytes(id);
    body.run();
    return THREADS.getThreadAllocatedBytes(id) - before;
  }

  @Test
  void yieldingAllocatesNothing() {
    int yields = 1_000_000;
    EventLoop loop = EventLoop.create();
    loop.runUntilComplete(new Repeat(Weft.yieldNow(), yields));
    assertThat(allocatedBy(() -> loop.runUntilComplete(new Repeat(Weft.yieldNow(), yields))))
        .isLessThan(yields / 10);
    loop.close();
  }

  @Test
  void yieldingBelowAChainOfFramesAllocatesNothingAndResumesTheLeafAlone() {
    int yields = 1_000_000;
    EventLoop loop = EventLoop.create();
    Coroutine<Integer> chain = new Repeat(Weft.yieldNow(), yields);
    for (int i = 0; i < 100; i++) {
      chain = new Plus(chain);
    }
    Coroutine<Integer> outermost = chain;
    assertThat(
            allocatedBy(() -> assertThat(loop.runUntilComplete(outermost)).isEqualTo(yields + 100)))
        .isLessThan(yields);
    loop.close();
  }

  @Test
  void aTaskAndItsGatherTakeLittleMemory() {
    int tasks = 100_000;
    EventLoop loop = EventLoop.create();
    loop.runUntilComplete(spawning(tasks)); // The queue of what is ready grows to its size.
    long bytes =
        allocatedBy(() -> assertThat(loop.runUntilComplete(spawning(tasks))).isEqualTo(tasks));
    assertThat(bytes / tasks).isLessThanOrEqualTo(160);
    loop.close();
  }

  private static Coroutine<Integer> spawning(int tasks) {
    return Script.of(
        (script, at, value, error) -> {
          if (at == 1) {
            return ((List<?>) value).size();
          }
          List<Task<Integer>> all = new ArrayList<>(tasks);
          for (int i = 0; i < tasks; i++) {
            all.add(Weft.createTask(new Repeat(Weft.yieldNow(), 0)));
          }
          return script.then(Weft.gather(all), 1);
        });
  }

  @Test
  void aChainThatGrowsByOneSuspensionAtATimeNeedsNoStack() throws InterruptedException {
    int[] depth = {0};
    List<Object> result = new ArrayList<>();
    Thread small =
        new Thread(
            null, () -> result.add(Weft.run(growing(depth, 100_000))), "small stack", 256 * 1024);
    small.start();
    small.join();
    assertThat(result).containsExactly(100_000);
  }

  /** Yields, then awaits the next level. */
  private static Coroutine<Integer> growing(int[] depth, int levels) {
    return Script.of(
        (script, at, value, error) ->
            switch (at) {
              case 0 -> script.then(Weft.yieldNow(), 1);
              case 1 -> ++depth[0] == levels ? 1 : script.then(growing(depth, levels), 2);
              default -> (Integer) value + 1;
            });
  }

  @Test
  void millionsOfTimersThatAreCancelledLeaveNothing() {
    EventLoop loop = EventLoop.create();
    for (int i = 0; i < 10_000_000; i++) {
      loop.callAt(Long.MAX_VALUE / 2, () -> {}).cancel();
    }
    loop.close();
  }
}
