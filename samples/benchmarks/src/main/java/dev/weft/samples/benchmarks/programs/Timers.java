package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.Figures;
import java.util.Arrays;
import java.util.Random;

/**
 * A program: 100,000 coroutines that each sleep once, for 1 to 1,000 ms, all started at once.
 * Prints how late they woke up in the last of several rounds.
 */
public final class Timers {
  private static final int N = 100_000;
  private static final int LONGEST = 1_000;
  private static final long EARLY = -1_000_000;

  private Timers() {}

  public static void main(String[] args) throws InterruptedException {
    Random random = new Random(1);
    int[] delays = random.ints(N, 1, LONGEST + 1).toArray();
    long[] late = new long[N];
    for (int round = Integer.parseInt(args[1]); round > 0; round--) {
      Arrays.fill(late, Long.MIN_VALUE);
      run(args[0], delays, late);
    }
    Arrays.sort(late);
    if (late[0] < EARLY) {
      throw new IllegalStateException("early by " + -late[0] + " ns, or never woken");
    }
    print("half are late by at most", late[N / 2]);
    print("99 % are late by at most", late[N / 100 * 99]);
    print("all are late by at most", late[N - 1]);
  }

  private static void print(String what, long nanoseconds) {
    Figures.print("100,000 timers: " + what, "MILLISECONDS", nanoseconds / 1e6);
  }

  private static void run(String peer, int[] delays, long[] late) throws InterruptedException {
    switch (peer) {
      case "weft" -> WeftWaiting.timers(delays, late);
      case "kotlin" -> KotlinWaiting.timers(delays, late, false);
      case "kotlinDefault" -> KotlinWaiting.timers(delays, late, true);
      case "virtualThreads" -> ThreadsWaiting.timers(delays, late);
      case "completableFuture" -> FuturesWaiting.timers(delays, late);
      default -> throw new IllegalArgumentException(peer);
    }
  }
}
