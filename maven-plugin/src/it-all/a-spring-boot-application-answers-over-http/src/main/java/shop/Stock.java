package shop;

import static dev.weft.Weft.*;

import dev.weft.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

@Service
public class Stock {
  /** Off any loop: goes on upon the thread that completes what it awaits. */
  @Async
  public CompletableFuture<Integer> left(String item) {
    if (item.equals("nothing")) {
      throw new IllegalArgumentException("no " + item);
    }
    int first = await(later(item.length()));
    return CompletableFuture.completedFuture(first + await(later(10)));
  }

  private CompletableFuture<Integer> later(int value) {
    return CompletableFuture.supplyAsync(
        () -> value, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
  }
}
