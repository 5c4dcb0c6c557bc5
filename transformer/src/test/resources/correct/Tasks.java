package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TaskOptions;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.concurrent.CompletableFuture;

/** Tasks that are kept, awaited, watched, or have no value; and returns that are no null: nothing for WEFT-208 and 209. */
class Tasks {
  private final List<Task<?>> background = new ArrayList<>();
  private Task<Integer> current;

  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }
  @Async Coroutine<Void> audit(String item) { System.out.println(item + await(price(item))); return done(); }
  @Async Task<Void> start(String item) { await(audit(item)); return Task.done(); }
  @Async Task<Integer> value(String item) { return Task.result(await(price(item))); }
  /** Keeps it itself. */
  Task<Integer> keep(String item) { current = createTask(price(item)); return current; }

  @Async Coroutine<Void> fireAndForget(String item) {
    createTask(audit(item));
    Weft.createTask(sleep(Duration.ofSeconds(1)));
    start(item);
    keep(item);
    return done();
  }
  @Async Coroutine<Void> named(String item) {
    createTask(price(item), "price of " + item);
    createTask(price(item), TaskOptions.named("price"));
    return done();
  }
  @Async Coroutine<Void> awaited(String item) {
    await(createTask(price(item)));
    Task<Integer> task = value(item);
    await(task);
    return done();
  }
  @Async Coroutine<Void> watched(String item) {
    createTask(price(item)).onDone(task -> System.out.println(task.result()));
    value(item).cancel();
    createTask(price(item)).setName("x");
    return done();
  }
  @Async Coroutine<Void> kept(String item) {
    background.add(createTask(price(item)));
    current = createTask(price(item));
    return done();
  }
  @Async Coroutine<Void> ofAGroup(List<String> items) {
    await(TaskGroup.run(group -> {
      for (String item : items) group.createTask(price(item));
      group.createTask(price("last"));
      return done();
    }));
    return done();
  }
  void callbacks(EventLoop loop, List<Consumer<String>> listeners) {
    loop.callSoon(() -> createTask(price("x")));
    loop.callLater(Duration.ofSeconds(1), () -> value("x"));
    listeners.add(item -> createTask(price(item)));
    listeners.add(this::value);
  }
  <T> void anyType(AsyncCallable<T> body, AsyncCallable<?> other) throws Exception {
    createTask(body.call());
    createTask(other.call());
  }

  // ---- null that is a value
  @Async Coroutine<String> nullValue(String item) {
    await(audit(item));
    return result(null);
  }
  @Async CompletableFuture<String> nullOfAFuture(String item) {
    if (await(price(item)) > 3) return CompletableFuture.completedFuture(null);
    return CompletableFuture.completedFuture(item);
  }
  @Async Task<String> nullOfATask(String item) {
    await(audit(item));
    return Task.result(null);
  }
  @Async Coroutine<String> nullChecked(String item) {
    Coroutine<String> other = null;
    if (item != null) other = nullValue(item);
    return other == null ? result("none") : other;
  }
  @Async Coroutine<Integer> nullInALambda(String item) {
    java.util.function.Supplier<Coroutine<Integer>> none = () -> null;
    return result(none.get() == null ? 0 : await(price(item)));
  }
  Coroutine<String> notAsync(boolean known) { return known ? result("x") : null; }
}
