package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** Overrides of async methods that do not block, and blocking methods that override none: nothing for WEFT-210. */
class Overrides {
  @Async Coroutine<String> read(String key) { return result(await(result(key))); }
  @Async CompletableFuture<String> load(String key) { return CompletableFuture.completedFuture(await(result(key))); }

  static class Async1 extends Overrides {
    @Override @Async Coroutine<String> read(String key) { await(sleep(Duration.ofMillis(1))); return super.read(key); }
  }
  static class Constant extends Overrides {
    @Override Coroutine<String> read(String key) { return result("constant"); }
    @Override CompletableFuture<String> load(String key) { return CompletableFuture.completedFuture("constant"); }
  }
  static class OnAThread extends Overrides {
    private BlockingQueue<String> items;
    @Override Coroutine<String> read(String key) { return toThread(() -> items.take()); }
    @Override CompletableFuture<String> load(String key) {
      return CompletableFuture.supplyAsync(() -> { try { return items.take(); } catch (InterruptedException e) { return null; } });
    }
  }
  static class Cached extends Overrides {
    private CompletableFuture<String> value;
    @Override Coroutine<String> read(String key) { return value.isDone() ? result(value.join()) : super.read(key); }
    @Override CompletableFuture<String> load(String key) { return value == null ? super.load(key) : value; }
  }
  /** Another signature: an overload. */
  static class Overload extends Overrides {
    Coroutine<String> read(String key, int n) throws InterruptedException { Thread.sleep(n); return result(key); }
    static Coroutine<String> load(int n) throws InterruptedException { Thread.sleep(n); return result(""); }
  }

  /** An interface that says nothing of async. */
  interface Repository { Coroutine<String> find(String key) throws InterruptedException; }
  static class Blocking implements Repository {
    @Override public Coroutine<String> find(String key) throws InterruptedException { Thread.sleep(1); return result(key); }
  }
  static class Parent { Coroutine<Void> close() { return done(); } }
  static class Child extends Parent {
    @Override Coroutine<Void> close() { return result(Weft.run(sleep(Duration.ZERO))); }
  }
}
