package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.future;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.runInExecutor;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Promise;
import dev.weft.Weft;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Async code that waits as it should, and calls that only look as if they waited: nothing for WEFT-203. */
class Waiting {
  @Async Coroutine<Integer> count(String item) { return result(await(result(item.length()))); }

  // ---- futures that are done
  @Async Coroutine<Integer> askedBefore(CompletableFuture<Integer> f) {
    if (f.isDone()) return result(f.join());
    return result(await(f));
  }
  @Async Coroutine<Integer> askedInALoop(Future<Integer> f) throws Exception {
    while (!f.isDone()) await(sleep(Duration.ofMillis(10)));
    return result(f.get());
  }
  @Async Coroutine<Integer> askedForMany(List<CompletableFuture<Integer>> all) {
    while (!all.stream().allMatch(CompletableFuture::isDone)) await(sleep(Duration.ofMillis(10)));
    int n = 0;
    for (CompletableFuture<Integer> f : all) n += f.join();
    return result(n);
  }
  @Async Coroutine<Integer> awaitedBefore(CompletableFuture<Integer> f) throws Exception {
    await(f);
    return result(f.get() + f.join());
  }
  @Async Coroutine<Integer> awaitedOrFailed(CompletableFuture<Integer> f) throws InterruptedException {
    try {
      await(f);
    } catch (RuntimeException e) {
      System.err.println("failed");
    }
    try {
      return result(f.get());
    } catch (ExecutionException e) {
      return result(-1);
    }
  }
  @Async Coroutine<Integer> allOf(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
    await(CompletableFuture.allOf(a, b));
    return result(a.join() + b.join());
  }
  @Async Coroutine<List<Integer>> allOfAList(List<CompletableFuture<Integer>> all) {
    await(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])));
    List<Integer> values = new ArrayList<>();
    for (CompletableFuture<Integer> f : all) values.add(f.join());
    values.add(all.get(0).join());
    return result(values);
  }
  @Async Coroutine<List<Integer>> allOfAListStreamed(List<CompletableFuture<Integer>> all) {
    await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
    return result(all.stream().map(CompletableFuture::join).collect(Collectors.toList()));
  }
  @Async Coroutine<Integer> combined(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
    await(a.thenCombine(b, Integer::sum));
    await(a.thenCombine(b, Integer::sum).thenApply(n -> n + 1));
    return result(a.join() - b.join());
  }
  @Async Coroutine<Integer> eachAwaited(List<CompletableFuture<Integer>> all) throws Exception {
    for (CompletableFuture<Integer> f : all) await(f);
    int n = 0;
    for (CompletableFuture<Integer> f : all) n += f.get();
    return result(n);
  }
  private CompletableFuture<Void> each(List<? extends CompletableFuture<?>> all) { return CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])); }
  @Async Coroutine<Integer> throughAHelper(List<CompletableFuture<Integer>> all) {
    await(each(all));
    return result(all.get(0).join());
  }
  @Async Coroutine<Integer> gathered(CompletableFuture<Integer> a, CompletableFuture<Integer> b) {
    await(gather(future(a), future(b)));
    return result(a.join() + b.join());
  }
  @Async Coroutine<Integer> ofAStage(CompletionStage<Integer> stage) {
    await(stage);
    return result(stage.toCompletableFuture().join());
  }
  @Async Coroutine<Integer> completedHere(Integer n) throws Exception {
    CompletableFuture<Integer> f = new CompletableFuture<>();
    f.complete(await(count("x")));
    return result(f.get());
  }
  @Async Coroutine<Void> counted(CountDownLatch latch) throws InterruptedException {
    while (latch.getCount() > 0) await(sleep(Duration.ofMillis(1)));
    latch.await();
    return done();
  }
  @Async Coroutine<String> resource() throws IOException {
    await(count("x"));
    try (var in = Waiting.class.getResource("Waiting.class").openStream()) {
      return result(new String(in.readAllBytes()));
    }
  }
  @Async Coroutine<Integer> completed() throws Exception {
    await(sleep(Duration.ofMillis(1)));
    return result(CompletableFuture.completedFuture(1).get() + CompletableFuture.completedFuture(2).join());
  }
  @Async Coroutine<Integer> onlyIfThere(CompletableFuture<Integer> f) {
    await(sleep(Duration.ofMillis(1)));
    return result(f.getNow(0));
  }
  @Async Coroutine<Integer> noTimeout(CompletableFuture<Integer> f, BlockingQueue<Integer> q) throws Exception {
    await(sleep(Duration.ofMillis(1)));
    Integer n = q.poll(0, TimeUnit.SECONDS);
    return result(n == null ? f.get(0, TimeUnit.SECONDS) : n);
  }
  private CompletableFuture<Integer> field = new CompletableFuture<>();
  @Async Coroutine<Integer> ofAField() throws Exception {
    if (!field.isDone()) await(field);
    return result(field.get());
  }

  // ---- another thread waits
  @Async Coroutine<Integer> onAThread(BlockingQueue<Integer> q, CompletableFuture<Integer> f, CountDownLatch latch) {
    await(toThread(() -> { Thread.sleep(10); latch.await(); return null; }));
    await(toThread(q::take));
    return result(await(toThread(() -> f.get())) + await(toThread(f::join)));
  }
  @Async Coroutine<Integer> inAnExecutor(ExecutorService executor, Process process) {
    await(runInExecutor(executor, () -> process.waitFor(1, TimeUnit.SECONDS)));
    return result(await(CompletableFuture.supplyAsync(() -> { sleepALittle(); return 1; }, executor)));
  }
  @Async Coroutine<Integer> continuation(CompletableFuture<Integer> f, CompletableFuture<Integer> g) {
    return result(await(f.thenApply(n -> n + g.join())));
  }
  @Async Coroutine<Void> aThreadOfItsOwn(EventLoop loop) throws InterruptedException {
    Promise<String> promise = loop.createPromise();
    Thread thread = new Thread(() -> { sleepALittle(); loop.callSoonThreadsafe(() -> promise.complete("x")); });
    thread.start();
    System.out.println(await(promise));
    thread.join();
    return done();
  }
  @Async Coroutine<Void> aThreadThatHasEnded(Thread thread) throws InterruptedException {
    while (thread.isAlive()) await(sleep(Duration.ofMillis(1)));
    thread.join();
    return done();
  }
  static void sleepALittle() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
  void notAsync(BlockingQueue<String> q, CompletableFuture<Integer> f) throws Exception {
    q.take();
    f.get();
    Thread.sleep(1);
    Weft.run(count("x"));
  }
  Coroutine<Integer> notAsyncEither(CompletableFuture<Integer> f) { return result(f.join()); }
  Runnable lambda(CompletableFuture<Integer> f) { return () -> f.join(); }
  @Async Coroutine<Integer> process(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    await(process.onExit());
    return result(process.waitFor());
  }
  @Async Coroutine<String> http(HttpClient client, HttpRequest request) {
    return result(await(client.sendAsync(request, BodyHandlers.ofString())).body());
  }

  // ---- queues that need not wait
  private final BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
  private final AsyncQueue<String> own = new AsyncQueue<>();
  @Async Coroutine<Void> alwaysRoom(PriorityBlockingQueue<String> sorted, LinkedBlockingQueue<String> linked) throws InterruptedException {
    await(count("x"));
    jobs.put("x");
    sorted.put("y");
    linked.put("z");
    BlockingQueue<String> local = new LinkedBlockingQueue<>();
    local.put("w");
    return done();
  }
  @Async Coroutine<Void> withoutWaiting(BlockingQueue<String> q) {
    await(count("x"));
    if (!q.offer("x")) await(sleep(Duration.ofMillis(1)));
    String item = q.poll();
    q.add("y");
    q.remove(item);
    q.drainTo(new ArrayList<>());
    return done();
  }
  @Async Coroutine<Void> notEmpty(BlockingQueue<String> q) throws InterruptedException {
    while (q.isEmpty()) await(sleep(Duration.ofMillis(1)));
    System.out.println(q.take());
    return done();
  }
  @Async Coroutine<Void> ownQueues() {
    await(own.put(await(own.get())));
    await(own.join());
    return done();
  }

  // ---- locks that are tried, and short sections
  private final Lock lock = new ReentrantLock();
  private final Semaphore threads = new Semaphore(1);
  private int total;
  @Async Coroutine<Void> tried() {
    while (!lock.tryLock()) await(sleep(Duration.ofMillis(1)));
    try { total++; } finally { lock.unlock(); }
    if (threads.tryAcquire()) threads.release();
    return done();
  }
  @Async Coroutine<Void> monitor(String item) {
    int n = await(count(item));
    synchronized (this) { total += n; notifyAll(); }
    return done();
  }
  @Async Coroutine<Void> ownSemaphore(AsyncSemaphore permits) {
    await(permits.acquire());
    try { await(count("x")); } finally { permits.release(); }
    return done();
  }

  // ---- the same names elsewhere
  interface Latch { void await() throws InterruptedException; int get(); void join(); void lock(); }
  @Async Coroutine<Integer> otherMethods(Latch latch, Map<String, Integer> map, ThreadLocal<Integer> local, String text) throws Exception {
    await(count("x"));
    latch.await();
    latch.join();
    latch.lock();
    return result(latch.get() + map.get("x") + local.get() + String.join(",", text, text).length());
  }
  @Async Coroutine<String> readerOfAString(String text) throws IOException {
    await(count(text));
    try (BufferedReader in = new BufferedReader(new StringReader(text))) {
      return result(in.readLine());
    }
  }
  @Async Coroutine<Integer> loopsExpectedToRefuse(Coroutine<Integer> c) {
    await(count("x"));
    try {
      return result(Weft.run(c));
    } catch (IllegalStateException e) {
      c.close();
      return result(-1);
    }
  }
  AsyncCallable<Integer> made(ExecutorService executor) {
    Future<Integer> f = executor.submit(() -> { Thread.sleep(1); return 1; });
    return () -> result(f.isDone() ? f.get() : await(count("x")));
  }
}
