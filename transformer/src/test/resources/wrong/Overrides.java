package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

class Overrides {
  @Async Coroutine<String> read(HttpRequest request) throws Exception { return result(await(result("none"))); }
  @Async CompletableFuture<Integer> count() throws Exception { return CompletableFuture.completedFuture(await(result(1))); }
  @Async Task<Integer> task() { return Task.result(await(result(1))); }

  interface Source<T> {
    @Async default Coroutine<T> next(String key) throws Exception { return result(await(result((T) null))); }
  }
  static class Base<T> implements Source<T> {}

  static class Remote extends Overrides {
    private final HttpClient client = HttpClient.newHttpClient();
    @Override Coroutine<String> read(HttpRequest request) throws Exception {
      return result(client.send(request, BodyHandlers.ofString()).body()); // warning: WEFT-210
    }
    @Override CompletableFuture<Integer> count() throws Exception {
      Thread.sleep(1); // warning: WEFT-210
      return CompletableFuture.completedFuture(2);
    }
  }
  static class Further extends Remote {
    @Override Coroutine<String> read(HttpRequest request) throws Exception {
      return result(CompletableFuture.supplyAsync(() -> "x").get()); // warning: WEFT-210
    }
  }
  static class Queued implements Source<String> {
    private BlockingQueue<String> items;
    @Override public Coroutine<String> next(String key) throws Exception {
      return result(items.take()); // warning: WEFT-210
    }
  }
  static class Specialised extends Base<Integer> {
    @Override public Coroutine<Integer> next(String key) throws InterruptedException {
      synchronized (this) { wait(); } // warning: WEFT-210
      return result(1);
    }
  }
  Overrides anonymous() {
    return new Overrides() {
      @Override Coroutine<String> read(HttpRequest request) {
        return result("" + Weft.run(result(1))); // warning: WEFT-210
      }
    };
  }
  static class Fork extends wrong.parents.Parent<String> {
    @Override public Coroutine<String> load(String key) throws Exception {
      Thread.sleep(10); // warning: WEFT-210
      return result(key);
    }
  }

  // ---- where the blocking is elsewhere
  static class ThroughAHelper extends Overrides {
    private void pause() throws InterruptedException { Thread.sleep(10); }
    @Override Coroutine<String> read(HttpRequest request) throws Exception {
      pause(); // warning: WEFT-210
      return result("x");
    }
  }
  static class OfACallable extends Overrides {
    private Supplier<String> slow = () -> CompletableFuture.supplyAsync(() -> "x").join();
    @Override Coroutine<String> read(HttpRequest request) {
      return result(slow.get()); // warning: WEFT-210
    }
  }
}
