package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.util.concurrent.*;

/** A million awaits of futures that another thread completes, on a loop and off any. */
public class OtherThread {
  static final int AWAITS = 1_000_000;

  private static final BlockingQueue<CompletableFuture<Integer>> REQUESTS = new LinkedBlockingQueue<>();

  /** Completed by the other thread, before or after somebody looks. */
  private static CompletableFuture<Integer> request() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    REQUESTS.add(future);
    return future;
  }

  @Async
  static Coroutine<Long> onLoop() {
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += await(request());
    }
    return result(sum);
  }

  @Async
  static CompletableFuture<Long> offLoop() {
    long sum = 0;
    for (int i = 0; i < AWAITS; i++) {
      sum += await(request());
    }
    return CompletableFuture.completedFuture(sum);
  }

  /** All at once: what has been completed long ago and what has not, in one chain of awaits. */
  @Async
  static CompletableFuture<Long> offLoopAhead() {
    @SuppressWarnings("unchecked")
    CompletableFuture<Integer>[] futures = new CompletableFuture[1_000];
    long sum = 0;
    for (int round = 0; round < AWAITS / futures.length; round++) {
      for (int i = 0; i < futures.length; i++) {
        futures[i] = request();
      }
      for (CompletableFuture<Integer> future : futures) {
        sum += await(future);
      }
    }
    return CompletableFuture.completedFuture(sum);
  }

  public static void main(String[] args) {
    Thread other =
        new Thread(
            () -> {
              try {
                for (; ; ) {
                  REQUESTS.take().complete(1);
                }
              } catch (InterruptedException e) {
                return;
              }
            });
    other.setDaemon(true);
    other.start();
    System.out.println(Weft.run(onLoop()));
    System.out.println(offLoop().join());
    System.out.println(offLoopAhead().join());
  }
}
