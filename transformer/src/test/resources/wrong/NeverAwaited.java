package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.toThread;
import static dev.weft.Weft.waitFor;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

class NeverAwaited {
  @Async Coroutine<Void> save(String item) throws IOException { await(sleep(Duration.ofMillis(1))); return done(); }
  @Async Coroutine<Integer> count(String item) { await(sleep(Duration.ofMillis(1))); return result(1); }
  @Async static Coroutine<Void> flush() { await(sleep(Duration.ofMillis(1))); return done(); }
  <T> Coroutine<T> generic(T value) { return sleep(Duration.ofMillis(1), value); }
  interface Store { Coroutine<Void> put(String item); static Coroutine<Void> open() { return Weft.sleep(Duration.ZERO); } }
  record Item(String name) { @Async Coroutine<Void> save() { await(sleep(Duration.ofMillis(1))); return done(); } }

  private final AsyncQueue<String> queue = new AsyncQueue<>(1);
  private final AsyncLock lock = new AsyncLock();
  private Coroutine<Void> pending;

  // ---- statements
  @Async Coroutine<Void> asStatement() throws IOException {
    save("a"); // warning: WEFT-201
    return done();
  }
  void outsideAsync() throws IOException {
    save("a"); // warning: WEFT-201
  }
  NeverAwaited() throws IOException {
    save("constructor"); // warning: WEFT-201
  }
  static {
    flush(); // warning: WEFT-201
  }
  @Async Coroutine<Void> forgottenSleep() {
    sleep(Duration.ofSeconds(1)); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> forgottenPut(List<String> items) {
    for (String item : items) queue.put(item); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> forgottenAcquire() {
    lock.acquire(); // warning: WEFT-201
    try { await(sleep(Duration.ofMillis(1))); } finally { lock.release(); }
    return done();
  }
  @Async Coroutine<Void> inBranches(int n) throws IOException {
    if (n > 0) save("positive"); // warning: WEFT-201
    else await(save("not positive"));
    switch (n) {
      case 1: count("one"); // warning: WEFT-201
        break;
      case 2: await(count("two"));
        break;
      default:
    }
    for (int i = 0; i < n; count("step")) i++; // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> inTry() {
    try {
      save("x"); // warning: WEFT-201
    } catch (IOException e) {
      count(e.getMessage()); // warning: WEFT-201
    } finally {
      flush(); // warning: WEFT-201
    }
    return done();
  }
  @Async Coroutine<Void> combinators() {
    TaskGroup.run(group -> { group.createTask(flush()); return done(); }); // warning: WEFT-201
    timeout(Duration.ofSeconds(1), t -> flush()); // warning: WEFT-201
    waitFor(flush(), Duration.ofSeconds(1)); // warning: WEFT-201
    toThread(() -> 1); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> throughInterfaces(Store store, AsyncCallable<String> body, AsyncIterator<String> lines) throws Exception {
    store.put("x"); // warning: WEFT-201
    Store.open(); // warning: WEFT-201
    body.call(); // warning: WEFT-201
    lines.close(); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> genericOne() {
    generic("x"); // warning: WEFT-201
    this.<Integer>generic(3); // warning: WEFT-201
    return done();
  }
  static class Child extends NeverAwaited {
    Child() throws IOException {}
    @Override @Async Coroutine<Void> save(String item) throws IOException {
      super.save(item); // warning: WEFT-201
      await(sleep(Duration.ofMillis(1)));
      return done();
    }
  }
  enum Level {
    LOW;
    void log(NeverAwaited to) { to.count(name()); } // warning: WEFT-201
  }
  Runnable anonymous() {
    return new Runnable() {
      @Override public void run() { count("anonymous"); } // warning: WEFT-201
    };
  }

  // ---- lambdas and method references
  void asRunnable(Executor executor) {
    executor.execute(() -> flush()); // warning: WEFT-201
    executor.execute(NeverAwaited::flush); // warning: WEFT-201
    executor.execute(() -> { int n = 1; count("n" + n); }); // warning: WEFT-201
  }
  void asConsumer(List<String> names, List<Item> items, Map<String, Item> byName, Optional<Item> item) {
    names.forEach(this::count); // warning: WEFT-201
    names.forEach(name -> count(name)); // warning: WEFT-201
    items.forEach(Item::save); // warning: WEFT-201
    byName.forEach((name, value) -> value.save()); // warning: WEFT-201
    item.ifPresent(Item::save); // warning: WEFT-201
  }
  void scheduled(ScheduledExecutorService timer) {
    timer.schedule(() -> { flush(); }, 1, TimeUnit.SECONDS); // warning: WEFT-201
    timer.scheduleAtFixedRate(NeverAwaited::flush, 1, 1, TimeUnit.SECONDS); // warning: WEFT-201
  }
  void continuations(CompletableFuture<String> future) {
    future.thenAccept(this::count); // warning: WEFT-201
    future.thenRun(() -> flush()); // warning: WEFT-201
    CompletableFuture.runAsync(() -> flush()); // warning: WEFT-201
  }
  void callbacks(EventLoop loop) {
    loop.callSoon(() -> flush()); // warning: WEFT-201
    loop.callLater(Duration.ofSeconds(1), NeverAwaited::flush); // warning: WEFT-201
    createTask(count("x")).onDone(task -> flush()); // warning: WEFT-201
  }
  @Async Coroutine<Void> inAsyncLambda() {
    await(TaskGroup.run(group -> {
      await(sleep(Duration.ofMillis(1)));
      count("inside"); // warning: WEFT-201
      return done();
    }));
    return done();
  }

  // ---- variables
  @Async Coroutine<Void> neverRead() {
    Coroutine<Integer> n = count("x"); // warning: WEFT-201
    await(sleep(Duration.ofMillis(1)));
    return done();
  }
  @Async Coroutine<Void> overwritten() {
    Coroutine<Integer> n = count("x"); // warning: WEFT-201
    n = count("y");
    await(n);
    return done();
  }
  @Async Coroutine<Void> lastOfALoop(List<String> items) {
    Coroutine<Integer> last;
    for (String item : items) {
      last = count(item); // warning: WEFT-201
    }
    return done();
  }
  @Async Coroutine<Void> inUnusedVar(boolean both) {
    var a = count("a");
    if (both) {
      var b = count("b"); // warning: WEFT-201
    }
    await(a);
    return done();
  }

  // ---- what takes knowledge of where a value goes
  @Async Coroutine<Void> onlyCompared() {
    Coroutine<Integer> n = count("x"); // warning: WEFT-201
    if (n == null) throw new IllegalStateException();
    return done();
  }
  @Async Coroutine<Void> inAFieldThatNobodyReads() {
    pending = flush(); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> inAListThatNobodyReads(List<String> items) {
    List<Coroutine<Integer>> all = new ArrayList<>();
    for (String item : items) all.add(count(item)); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> onOnePathOnly(boolean wait) {
    Coroutine<Integer> n = count("x"); // warning: WEFT-201
    if (wait) await(n);
    return done();
  }
  @Async Coroutine<Void> inAText() {
    System.out.println("counted " + count("x")); // warning: WEFT-201
    return done();
  }
  void asValueOfALambda(ExecutorService executor, ScheduledExecutorService timer) {
    timer.schedule(() -> count("x"), 1, TimeUnit.SECONDS); // warning: WEFT-201
    CompletableFuture.supplyAsync(NeverAwaited::flush); // warning: WEFT-201
    executor.submit(() -> flush()); // warning: WEFT-201
  }
  @Async Coroutine<Void> onAThread() {
    await(toThread(() -> flush())); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> thenDroppedByAFuture(CompletableFuture<String> future) {
    await(future.thenApply(this::count)); // warning: WEFT-201
    return done();
  }
  @Async Coroutine<Void> insteadOfGather(List<String> items) {
    items.stream().map(this::count).toList(); // warning: WEFT-201
    await(gather(count("a"), count("b")));
    return done();
  }
}
