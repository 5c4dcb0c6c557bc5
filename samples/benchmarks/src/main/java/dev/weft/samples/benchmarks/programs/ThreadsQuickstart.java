package dev.weft.samples.benchmarks.programs;

/** The quickstart on platform threads. */
public final class ThreadsQuickstart {
  private ThreadsQuickstart() {}

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
    Thread one = start(() -> waits(1));
    Thread two = start(() -> waits(2));
    System.out.println("ready");
    one.join();
    two.join();
  }

  private static Thread start(Runnable body) {
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }
}
