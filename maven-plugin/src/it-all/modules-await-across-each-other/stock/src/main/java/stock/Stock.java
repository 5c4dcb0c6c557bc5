package stock;

import static dev.weft.Weft.*;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;

public class Stock {
  private int left = 5;

  @Async
  public Coroutine<Integer> take(int count) {
    await(yieldNow());
    return result(left -= count);
  }

  /** For those who know nothing of Weft. */
  @Async
  public CompletableFuture<String> label(CompletableFuture<String> name) {
    return CompletableFuture.completedFuture(await(name) + "!");
  }

  public static int takeAndWait(int count) {
    return Weft.run(new Stock().take(count));
  }
}
