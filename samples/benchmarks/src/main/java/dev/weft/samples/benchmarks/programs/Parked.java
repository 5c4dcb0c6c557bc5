package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.Check;
import dev.weft.samples.benchmarks.Figures;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;

/**
 * A program: parks coroutines at depth 3, with a reference, a long and two ints alive in each
 * frame, and prints how much more of the heap is in use for each. Smaller rounds come first:
 * compiled code keeps smaller frames on the stack of a virtual thread than the interpreter does.
 */
public final class Parked {
  private static final String NAME = "name";
  private static final int ROUNDS = 10;
  private static final int FEW = 20_000;

  private final String peer;
  private final boolean timer;
  private long before;

  private Parked(String peer, boolean timer) {
    this.peer = peer;
    this.timer = timer;
  }

  /** Arguments: peer, {@code timer} or {@code future}, how many. */
  public static void main(String[] args) throws InterruptedException {
    int n = Integer.parseInt(args[2]);
    Parked parked = new Parked(args[0], args[1].equals("timer"));
    for (int i = 0; i < ROUNDS; i++) {
      Check.equal(expected(FEW), parked.park(FEW, 1, () -> {}));
    }
    parked.before = used();
    long hour = TimeUnit.HOURS.toMillis(1);
    parked.park(n, hour, () -> parked.measure("parked, each on a " + args[1], n));
  }

  private long park(int n, long milliseconds, Runnable measure) throws InterruptedException {
    return switch (peer) {
      case "weft" ->
          timer
              ? WeftWaiting.parkOnTimers(n, NAME, milliseconds, measure)
              : WeftWaiting.parkOnFutures(n, NAME, measure);
      case "kotlin" ->
          timer
              ? KotlinWaiting.parkOnTimers(n, NAME, milliseconds, measure)
              : KotlinWaiting.parkOnFutures(n, NAME, measure);
      case "virtualThreads" ->
          timer
              ? ThreadsWaiting.parkOnTimers(n, NAME, milliseconds, measure)
              : ThreadsWaiting.parkOnFutures(n, NAME, measure);
      case "completableFuture" ->
          timer
              ? FuturesWaiting.parkOnTimers(n, NAME, milliseconds, measure)
              : FuturesWaiting.parkOnFutures(n, NAME, measure);
      default -> throw new IllegalArgumentException(peer);
    };
  }

  /** The end of the program too: nobody waits for an hour. */
  private void measure(String workload, int n) {
    // The list of tasks, and that of futures, belong to the program: four bytes an entry.
    int lists = timer ? Integer.BYTES : 2 * Integer.BYTES;
    Figures.print(workload, "BYTES", (used() - before) / (double) n - lists);
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Each of the three frames adds its four values, one more from frame to frame. */
  private static long expected(int n) {
    long sum = 0;
    for (long i = 0; i < n; i++) {
      for (int frame = 0; frame < 3; frame++) {
        sum += NAME.length() + 3 * (i + frame);
      }
    }
    return sum;
  }
}
