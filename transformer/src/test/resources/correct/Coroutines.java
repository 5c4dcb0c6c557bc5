package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.toThread;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncConsumer;
import dev.weft.AsyncFunction;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Coroutines that are made and used: nothing for WEFT-201 here, nor for WEFT-206. */
class Coroutines {
  @Async Coroutine<Integer> count(String item) throws IOException { await(sleep(Duration.ofMillis(1))); return result(item.length()); }
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }
  @Async static Coroutine<Void> flush() { await(sleep(Duration.ofMillis(1))); return done(); }

  private Coroutine<Integer> kept;
  private static final List<Coroutine<Integer>> ALL = new ArrayList<>();
  private final Map<String, Coroutine<Integer>> byName = new HashMap<>();
  private final Deque<Coroutine<?>> pending = new ArrayDeque<>();
  private final AsyncLock lock = new AsyncLock();
  private final AsyncQueue<String> queue = new AsyncQueue<>();

  // ---- awaited
  @Async Coroutine<Integer> atOnce() throws IOException { return result(await(count("x"))); }
  @Async Coroutine<Void> forItsEffect() throws IOException {
    await(count("x"));
    await(flush());
    return done();
  }
  @Async Coroutine<Integer> later() throws IOException {
    Coroutine<Integer> c = count("x");
    System.out.println("made");
    return result(await(c));
  }
  @Async Coroutine<Integer> inEitherBranch(boolean twice) throws IOException {
    Coroutine<Integer> c = count("x");
    int n;
    if (twice) n = 2 * await(c); else n = await(c);
    return result(n);
  }
  @Async Coroutine<Integer> inSwitch(int n) throws IOException {
    Coroutine<Integer> c = count("x");
    switch (n) {
      case 1: return result(await(c));
      case 2: return result(2 * await(c));
      default: c.close(); return result(0);
    }
  }
  @Async Coroutine<Integer> ofTernary(boolean cheap) throws IOException {
    Coroutine<Integer> c = cheap ? price("x") : count("x");
    return result(await(c) + await(cheap ? count("y") : price("y")));
  }
  @Async Coroutine<Integer> tailCall(String item) throws IOException { return count(item); }
  Coroutine<Integer> passedOn(String item) throws IOException { return count(item); }
  @Async Coroutine<Integer> newOneEachTurn(List<String> items) throws IOException {
    int n = 0;
    for (String item : items) {
      Coroutine<Integer> c = count(item);
      n += await(c);
    }
    return result(n);
  }
  @Async Coroutine<Integer> sameVariableTwice() throws IOException {
    Coroutine<Integer> c = count("a");
    int n = await(c);
    c = count("b");
    return result(n + await(c));
  }
  @Async Coroutine<Integer> retriedWithANewOne() {
    for (int i = 0; ; i++) {
      Coroutine<Integer> attempt = price("x");
      try {
        return result(await(attempt));
      } catch (IllegalArgumentException e) {
        if (i == 3) throw e;
      }
    }
  }
  @Async Coroutine<Integer> onceInALoop(List<String> items) throws IOException {
    Coroutine<Integer> c = count("x");
    Integer n = null;
    for (String item : items) {
      if (n == null) n = await(c);
      System.out.println(item + n);
    }
    if (n == null) c.close();
    return result(n);
  }
  @Async Coroutine<Integer> leftAfterTheFirst(List<String> items) throws IOException {
    Coroutine<Integer> c = count("x");
    for (String item : items) {
      if (item.isEmpty()) {
        return result(await(c));
      }
    }
    c.close();
    return result(0);
  }
  @Async Coroutine<Integer> brokenOff(List<String> items) throws IOException {
    Coroutine<Integer> c = count("x");
    int n = 0;
    while (true) {
      n += await(c);
      break;
    }
    return result(n);
  }
  @Async Coroutine<Integer> exclusiveBranches(boolean first) throws IOException {
    Coroutine<Integer> c = count("x");
    int n = 0;
    if (first) n = await(c);
    System.out.println("between");
    if (!first) n = -await(c);
    return result(n);
  }
  @Async Coroutine<Integer> pollUntilReady(AsyncCallable<Boolean> ready) throws Exception {
    while (!await(ready.call())) await(sleep(Duration.ofMillis(10)));
    Coroutine<Boolean> check = ready.call();
    while (!await(check)) check = ready.call();
    return result(1);
  }
  @Async Coroutine<Integer> secondUseIsExpectedToFail() throws IOException {
    Coroutine<Integer> c = count("x");
    int n = await(c);
    try {
      await(c);
    } catch (IllegalStateException e) {
      n++;
    }
    return result(n);
  }
  @Async Coroutine<Integer> taskAwaitedTwice() throws IOException {
    Task<Integer> t = createTask(count("x"));
    return result(await(t) + await(t));
  }
  @Async Coroutine<Integer> whenTheMakingFails() {
    Coroutine<Integer> c;
    try {
      c = count("x");
    } catch (IOException e) {
      c = result(0);
    }
    return result(await(c));
  }

  @Async static <T> Coroutine<T> retried(AsyncCallable<T> body, int times) throws Exception {
    for (int i = 1; ; i++) {
      try {
        return result(await(body.call()));
      } catch (RuntimeException e) {
        if (i == times) throw e;
      }
    }
  }
  @Async Coroutine<Integer> ofAParameter(Coroutine<Integer> c, Awaitable<Integer> a, boolean first) {
    if (first) return result(await(c));
    return result(await(a) + await(a) - await(c));
  }
  @Async Coroutine<Integer> parameterReplaced(Coroutine<Integer> c) {
    int n = await(c);
    c = price("x");
    return result(n + await(c));
  }

  // ---- started, closed
  void run() throws IOException { Weft.run(count("x")); }
  void closed() throws IOException { count("x").close(); }
  void closedLater(boolean wanted) throws IOException {
    Coroutine<Integer> c = count("x");
    if (wanted) Weft.run(c); else c.close();
  }
  @Async Coroutine<Integer> concurrently() throws IOException {
    Task<Integer> a = createTask(count("a"));
    var b = createTask(count("b"), "b");
    await(sleep(Duration.ZERO));
    return result(await(a) + await(b));
  }
  @Async Coroutine<List<Integer>> gathered(List<String> items) {
    List<Coroutine<Integer>> all = new ArrayList<>();
    for (String item : items) all.add(price(item));
    await(gather(price("a"), price("b"), (a, b) -> a + b));
    return result(await(gather(all)));
  }
  @Async Coroutine<List<Integer>> streamed(List<String> items) {
    await(gather(items.stream().map(this::price).toList()));
    return result(await(gather(items.stream().map(item -> price(item)).collect(Collectors.toList()))));
  }
  @Async Coroutine<Integer> inAGroup(List<String> items) {
    return result(await(TaskGroup.run(group -> {
      items.forEach(item -> group.createTask(price(item)));
      group.createTask(flush());
      for (String item : items) group.createTask(price(item));
      return result(await(group.createTask(price("last"))));
    })));
  }
  @Async Coroutine<Integer> withTimeouts() {
    int n = await(timeout(Duration.ofSeconds(1), t -> price("x")));
    return result(n + await(Weft.waitFor(price("y"), Duration.ofSeconds(1))));
  }
  CompletableFuture<Integer> submitted(EventLoop loop) { return loop.submit(price("x")); }
  void submittedAndForgotten(EventLoop loop) { loop.submit(price("x")); }
  @Async Coroutine<Void> held() {
    await(lock.acquire());
    try { await(queue.put("x")); } finally { lock.release(); }
    try (var held = await(lock.hold())) { await(queue.get()); }
    return done();
  }

  // ---- kept somewhere
  void inAField(String item) { kept = price(item); }
  void inAStaticList(String item) { ALL.add(price(item)); }
  void inAMap(String item) { byName.put(item, price(item)); }
  void inAMapIfAbsent(String item) { byName.computeIfAbsent(item, this::price); }
  void inAQueue(String item) { pending.add(price(item)); pending.push(flush()); }
  Coroutine<?>[] inAnArray() {
    Coroutine<?>[] all = new Coroutine<?>[2];
    all[0] = price("x");
    all[1] = flush();
    return all;
  }
  Object[] inAnInitialiser() { return new Object[] {price("x"), flush()}; }
  record Job(String name, Coroutine<Integer> body) {}
  Job inARecord(String item) { return new Job(item, price(item)); }
  Optional<Coroutine<Integer>> inAnOptional(String item) { return Optional.of(price(item)); }
  @Async Coroutine<Integer> captured(String item) {
    Coroutine<Integer> c = price(item);
    AsyncCallable<Integer> body = () -> result(await(c) + 1);
    try { return result(await(body.call())); } catch (Exception e) { throw new IllegalStateException(e); }
  }
  @Async Coroutine<Integer> readInTheHandler(String item) throws IOException {
    Coroutine<Integer> c = price(item);
    try {
      System.in.read();
    } catch (IOException e) {
      return result(await(c));
    }
    c.close();
    return result(0);
  }
  @Async Coroutine<Integer> readInTheFinally(String item) throws IOException {
    Coroutine<Void> cleanup = flush();
    try {
      return result(await(count(item)));
    } finally {
      await(cleanup);
    }
  }

  private final ConcurrentHashMap<String, Coroutine<Integer>> shared = new ConcurrentHashMap<>();
  private final AtomicReference<Coroutine<Integer>> newest = new AtomicReference<>();
  void inConcurrentCollections(String item, CompletionService<Coroutine<Integer>> makers) {
    shared.computeIfAbsent(item, this::price);
    shared.compute(item, (name, old) -> price(name));
    newest.updateAndGet(old -> price(item));
    makers.submit(() -> price(item));
  }
  @Async Coroutine<Integer> madeOnAThread(ExecutorService executor, String item) throws Exception {
    Coroutine<Integer> c = await(toThread(() -> price(item)));
    Future<Coroutine<Integer>> f = executor.submit(() -> price(item));
    executor.submit(() -> Weft.run(price(item)));
    executor.submit(() -> queue.size());
    if (f.isDone()) await(f.get());
    return result(await(c) + await(CompletableFuture.supplyAsync(() -> price(item)).thenApply(Weft::run)));
  }

  // ---- lambdas that hand it on
  AsyncCallable<Integer> asAsyncCallable(String item) { return () -> price(item); }
  AsyncFunction<String, Integer> asAsyncFunction() { return this::price; }
  AsyncConsumer<String> asAsyncConsumer() { return item -> flush(); }
  Callable<Coroutine<Integer>> asCallable(String item) { return () -> count(item); }
  Supplier<Coroutine<Integer>> asSupplier(String item) { return () -> price(item); }
  Function<String, Coroutine<Integer>> asFunction() { return this::price; }
  Runnable asRunnable(String item) { return () -> Weft.run(price(item)); }
  Runnable closing(String item) { return () -> price(item).close(); }
  Consumer<String> asConsumer() { return item -> pending.add(price(item)); }
  void startedInACallback(EventLoop loop, String item) {
    loop.callSoon(() -> createTask(price(item)));
    loop.callLater(Duration.ofSeconds(1), () -> loop.createTask(price(item)));
  }
  void fromAnotherThread(EventLoop loop, Executor executor) {
    executor.execute(() -> loop.submit(price("x")));
    executor.execute(() -> loop.callSoonThreadsafe(() -> createTask(flush())));
  }
  void closeAll() { pending.forEach(Coroutine::close); }
  Runnable closeOf(Coroutine<?> c) { return c::close; }
  Stream<Coroutine<Integer>> lazily(List<String> items) { return items.stream().map(this::price); }
  @Async Coroutine<Integer> blockingBodyOnAThread() { return result(await(toThread(() -> Weft.run(price("x"))))); }

  // ---- finished ones have no body
  private final List<String> added = new ArrayList<>();
  Coroutine<Void> add(String item) { added.add(item); return done(); }
  Coroutine<Boolean> addIfNew(String item) { return added.contains(item) ? result(false) : result(added.add(item)); }
  Coroutine<Boolean> remove(String item) {
    if (!added.contains(item)) return result(false);
    added.remove(item);
    return result(true);
  }
  void addAll(List<String> items) {
    add("x");
    remove("y");
    items.forEach(this::add);
    items.forEach(item -> remove(item));
    Coroutine<Boolean> unused = remove("z");
  }
  void accessorOfARecord(Job job) {
    job.body();
    Coroutine<Integer> unused = job.body();
  }
  AsyncConsumer<String> nothing() { return item -> done(); }
  Runnable finished() { return () -> done(); }
  Coroutine<Integer> constant() { return result(3); }
}
