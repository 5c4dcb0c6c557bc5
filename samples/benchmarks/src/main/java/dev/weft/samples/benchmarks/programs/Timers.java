package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.Figures;
import java.util.Arrays;
import java.util.Random;

/**
 * A program: 100,000 coroutines that each sleep once, for 1 to 1,000 ms, all started at once.
 * Prints how late they woke up: the medians of several rounds, after two that warm up.
 */
public final class Timers {
  private static final int N = 100_000;
  private static final int LONGEST = 1_000;
  private static final int WARM_UP = 2;
  private static final long EARLY = -1_000_000;

  private Timers() {}

  /** Arguments: peer, how many rounds. */
  public static void main(String[] args) throws InterruptedException {
    int[] delays = new Random(1).ints(N, 1, LONGEST + 1).toArray();
    long[] late = new long[N];
    int rounds = Integer.parseInt(args[1]);
    double[] half = new double[rounds];
    double[] most = new double[rounds];
    double[] all = new double[rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      Arrays.fill(late, Long.MIN_VALUE);
      run(args[0], delays, late);
      Arrays.sort(late);
      if (late[0] < EARLY) {
        throw new IllegalStateException("early by " + -late[0] + " ns, or never woken");
      }
      if (round >= 0) {
        half[round] = late[N / 2];
        most[round] = late[N / 100 * 99];
        all[round] = late[N - 1];
      }
    }
    print("half are late by at most", half);
    print("99 % are late by at most", most);
    print("all are late by at most", all);
  }

  private static void print(String what, double[] nanoseconds) {
    Figures.print("100,000 timers: " + what, "MILLISECONDS", Figures.median(nanoseconds) / 1e6);
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
