package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Async methods that return something else than a Coroutine, on a loop and off any. */
public class Futures {
  static class Named<T> extends CompletableFuture<T> {
    Named() {}
  }

  @Async
  static Task<String> task(String s) {
    System.out.println("task runs");
    await(sleep(Duration.ofMillis(1)));
    return Task.result(s + "!");
  }

  @Async
  static Task<Void> nothing() {
    await(yieldNow());
    return Task.done();
  }

  @Async
  static Task<String> chainedTask() {
    await(yieldNow());
    return task("chained");
  }

  @Async
  static CompletableFuture<String> twice(CompletionStage<String> in) {
    System.out.println("twice runs");
    String a = await(in);
    return CompletableFuture.completedFuture(a + await(in));
  }

  @Async
  static CompletionStage<String> chained(CompletionStage<String> in) {
    if (await(in).isEmpty()) {
      return CompletableFuture.failedFuture(new java.io.IOException("empty"));
    }
    return twice(in);
  }

  @Async
  static Named<String> named(CompletionStage<String> in) {
    Named<String> other = new Named<>();
    other.complete("named " + await(in));
    return other;
  }

  @Async
  static CompletableFuture<String> cleansUp(CompletionStage<String> in) {
    try {
      return CompletableFuture.completedFuture(await(in));
    } catch (CancelledError e) {
      System.out.println("cleaned up");
      throw e;
    }
  }

  @Async
  static CompletableFuture<String> returnsNull() {
    return null;
  }

  @Async
  static CompletableFuture<Void> needsLoop() {
    await(sleep(Duration.ofMillis(1)));
    return CompletableFuture.completedFuture(null);
  }

  @Async
  static Coroutine<String> onLoop() throws Exception {
    Task<String> t = task("t");
    System.out.println("created");
    String s = await(t) + await(nothing()) + await(chainedTask());
    CompletableFuture<String> f = new CompletableFuture<>();
    CompletableFuture<String> both = twice(f);
    System.out.println("started " + both.isDone());
    EventLoop.current().callSoon(() -> f.complete("q"));
    s += await(both);
    s += await(chained(CompletableFuture.completedFuture("r")));
    s += await(named(CompletableFuture.completedFuture("n")));
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<String> cancelled = cleansUp(never);
    cancelled.cancel(true);
    await(yieldNow());
    await(yieldNow());
    System.out.println("never cancelled: " + never.isCancelled());
    return result(s);
  }

  static void show(CompletableFuture<?> future) throws InterruptedException {
    try {
      System.out.println("value " + future.get());
    } catch (ExecutionException e) {
      System.out.println("failed " + e.getCause());
    } catch (CancellationException e) {
      System.out.println("cancelled");
    }
  }

  public static void main(String[] args) throws Exception {
    System.out.println(Weft.run(onLoop()));
    System.out.println("-- off any loop");
    CompletableFuture<String> in = new CompletableFuture<>();
    CompletableFuture<String> out = twice(in);
    Named<String> other = named(in);
    System.out.println(out.isDone());
    in.complete("z");
    show(out);
    show(other);
    show(chained(CompletableFuture.completedFuture("")).toCompletableFuture());
    show(twice(CompletableFuture.failedFuture(new java.io.IOException("io"))));
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<String> cancelled = cleansUp(never);
    cancelled.cancel(true);
    show(never);
    show(cancelled);
    show(returnsNull());
    show(needsLoop());
  }
}
