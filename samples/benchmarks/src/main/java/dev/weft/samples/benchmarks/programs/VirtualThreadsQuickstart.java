package dev.weft.samples.benchmarks.programs;

import dev.weft.samples.benchmarks.VirtualThreads;

/** The quickstart on virtual threads. */
public final class VirtualThreadsQuickstart {
  private VirtualThreadsQuickstart() {}

  private static void waits(int seconds) {
    System.out.println("start " + seconds);
    try {
      Thread.sleep(seconds * 1_000L);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    System.out.println("end " + seconds);
  }

  public static void main(String[] args) throws InterruptedException {
    Thread one = VirtualThreads.start(() -> waits(1));
    Thread two = VirtualThreads.start(() -> waits(2));
    System.out.println("ready");
    one.join();
    two.join();
  }
}
