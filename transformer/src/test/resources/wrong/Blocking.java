package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

class Blocking {
  @Async Coroutine<Integer> count(String item) { return result(await(result(item.length()))); }

  // ---- sleeping
  @Async Coroutine<Void> threadSleep() throws InterruptedException {
    await(count("x"));
    Thread.sleep(100); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> unitSleep() throws InterruptedException {
    TimeUnit.SECONDS.sleep(await(count("x"))); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> backOff() {
    for (int i = 1; await(count("x")) == 0; i *= 2) {
      try { Thread.sleep(i, 500); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } // warning: WEFT-203
    }
    return done();
  }
  @Async Coroutine<Void> parking() {
    await(count("x"));
    LockSupport.parkNanos(1_000_000); // warning: WEFT-203
    LockSupport.park(this); // warning: WEFT-203
    return done();
  }
  @Async CompletableFuture<Integer> inAFutureMethod() throws InterruptedException {
    await(count("x"));
    Thread.sleep(1); // warning: WEFT-203
    return CompletableFuture.completedFuture(1);
  }
  @Async Task<Integer> inATaskMethod() throws InterruptedException {
    await(count("x"));
    Thread.sleep(1); // warning: WEFT-203
    return Task.result(1);
  }
  @Async Coroutine<Void> inAsyncLambdas() throws Exception {
    AsyncCallable<Integer> body = () -> {
      Thread.sleep(1); // warning: WEFT-203
      return result(await(count("x")));
    };
    AsyncFunction<CompletableFuture<Integer>, Integer> join = f -> result(await(count("y")) + f.join()); // warning: WEFT-203
    await(TaskGroup.run(group -> {
      await(body.call());
      TimeUnit.MILLISECONDS.sleep(5); // warning: WEFT-203
      return done();
    }));
    return result(null);
  }

  // ---- futures
  @Async Coroutine<Integer> joinOfASupplied() {
    int n = CompletableFuture.supplyAsync(() -> 1).join(); // warning: WEFT-203
    return result(n + await(count("x")));
  }
  @Async Coroutine<Integer> getOfAParameter(CompletableFuture<Integer> f) throws Exception {
    await(count("x"));
    return result(f.get()); // warning: WEFT-203
  }
  @Async Coroutine<Integer> getWithTimeout(CompletableFuture<Integer> f) throws Exception {
    return result(f.get(1, TimeUnit.SECONDS) + await(count("x"))); // warning: WEFT-203
  }
  @Async Coroutine<Integer> getOfSubmitted(ExecutorService executor) throws Exception {
    Future<Integer> f = executor.submit(() -> 1);
    await(sleep(Duration.ofMillis(1)));
    return result(f.get()); // warning: WEFT-203
  }
  @Async Coroutine<Integer> getOfScheduled(ScheduledExecutorService executor) throws Exception {
    return result(executor.schedule(() -> 1, 1, TimeUnit.SECONDS).get() + await(count("x"))); // warning: WEFT-203
  }
  @Async Coroutine<Void> joinOfAll(CompletableFuture<?>... futures) {
    await(count("x"));
    CompletableFuture.allOf(futures).join(); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Integer> joinBeforeTheAwait(CompletableFuture<Integer> f) {
    int n = f.join(); // warning: WEFT-203
    return result(n + await(f));
  }
  @Async Coroutine<Integer> joinOfAnother(CompletableFuture<Integer> f, CompletableFuture<Integer> g) {
    await(f);
    return result(g.join()); // warning: WEFT-203
  }
  @Async Coroutine<Integer> forkJoin(RecursiveTask<Integer> work) {
    int n = ForkJoinPool.commonPool().invoke(work); // warning: WEFT-203
    work.fork();
    return result(n + work.join() + await(count("x"))); // warning: WEFT-203
  }
  @Async Coroutine<Integer> completionService(CompletionService<Integer> service) throws Exception {
    await(count("x"));
    return result(service.take().get()); // warning: WEFT-203
  }

  // ---- queues
  private final BlockingQueue<String> bounded = new ArrayBlockingQueue<>(10);
  private final BlockingQueue<String> boundedToo = new LinkedBlockingQueue<>(10);

  @Async Coroutine<Void> take(BlockingQueue<String> queue) throws InterruptedException {
    await(count(queue.take())); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> pollWithTimeout(LinkedBlockingQueue<String> queue) throws InterruptedException {
    String item = queue.poll(1, TimeUnit.SECONDS); // warning: WEFT-203
    await(count(item));
    return done();
  }
  @Async Coroutine<Void> putToBounded(String item) throws InterruptedException {
    await(count(item));
    bounded.put(item); // warning: WEFT-203
    boundedToo.put(item); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> putByClass(ArrayBlockingQueue<String> a, SynchronousQueue<String> b) throws InterruptedException {
    a.put(await(count("x")).toString()); // warning: WEFT-203
    b.offer("x", 1, TimeUnit.SECONDS); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> bothEnds(BlockingDeque<String> deque) throws InterruptedException {
    await(count(deque.takeFirst() + deque.pollLast(1, TimeUnit.SECONDS))); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> transfer(LinkedTransferQueue<String> queue) throws InterruptedException {
    await(count("x"));
    queue.transfer("x"); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> exchange(Exchanger<String> exchanger) throws InterruptedException {
    await(count(exchanger.exchange("x"))); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> putToAParameter(BlockingQueue<String> queue) throws InterruptedException {
    await(count("x"));
    queue.put("x"); // warning: WEFT-203
    return done();
  }

  // ---- locks and their kin
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int total;

  @Async Coroutine<Void> lock(String item) {
    int n = await(count(item));
    lock.lock(); // warning: WEFT-203
    try { total += n; } finally { lock.unlock(); }
    return done();
  }
  @Async Coroutine<Void> tryLockWithTimeout(String item) throws InterruptedException {
    int n = await(count(item));
    if (lock.tryLock(1, TimeUnit.SECONDS)) { // warning: WEFT-203
      try { total += n; } finally { lock.unlock(); }
    }
    return done();
  }
  @Async Coroutine<Void> readLock(ReentrantReadWriteLock lock) throws InterruptedException {
    await(count("x"));
    lock.readLock().lockInterruptibly(); // warning: WEFT-203
    try { System.out.println(total); } finally { lock.readLock().unlock(); }
    return done();
  }
  @Async Coroutine<Void> stamped(StampedLock lock) {
    await(count("x"));
    long stamp = lock.writeLock(); // warning: WEFT-203
    try { total++; } finally { lock.unlockWrite(stamp); }
    return done();
  }
  @Async Coroutine<Void> condition() throws InterruptedException {
    await(count("x"));
    changed.await(); // warning: WEFT-203
    changed.awaitNanos(1000); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> monitor(Object monitor) throws InterruptedException {
    await(count("x"));
    synchronized (monitor) {
      monitor.wait(); // warning: WEFT-203
      monitor.wait(10); // warning: WEFT-203
    }
    return done();
  }
  @Async Coroutine<Void> semaphore(Semaphore permits) throws InterruptedException {
    await(count("x"));
    permits.acquire(); // warning: WEFT-203
    if (permits.tryAcquire(1, TimeUnit.SECONDS)) permits.release(); // warning: WEFT-203
    permits.release();
    return done();
  }
  @Async Coroutine<Void> latches(CountDownLatch latch, CyclicBarrier barrier, Phaser phaser) throws Exception {
    await(count("x"));
    latch.await(); // warning: WEFT-203
    latch.await(1, TimeUnit.SECONDS); // warning: WEFT-203
    barrier.await(); // warning: WEFT-203
    phaser.arriveAndAwaitAdvance(); // warning: WEFT-203
    return done();
  }

  // ---- threads, processes, input and output
  @Async Coroutine<Void> joinAThread(Thread thread) throws InterruptedException {
    await(count("x"));
    thread.join(); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> joinOwnThread() throws InterruptedException {
    Thread thread = new Thread(() -> System.out.println("work"));
    thread.start();
    thread.join(1000); // warning: WEFT-203
    await(count("x"));
    return done();
  }
  @Async Coroutine<Integer> process(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    return result(process.waitFor() + await(count("x"))); // warning: WEFT-203
  }
  @Async Coroutine<Void> executors(ExecutorService executor, List<Callable<Integer>> work) throws Exception {
    await(count("x"));
    executor.invokeAll(work); // warning: WEFT-203
    executor.shutdown();
    executor.awaitTermination(1, TimeUnit.MINUTES); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<String> http(HttpClient client, HttpRequest request) throws Exception {
    await(count("x"));
    return result(client.send(request, BodyHandlers.ofString()).body()); // warning: WEFT-203
  }
  @Async Coroutine<String> url(URI uri) throws Exception {
    await(count("x"));
    try (InputStream in = uri.toURL().openStream()) { // warning: WEFT-203
      return result(new String(in.readAllBytes()));
    }
  }
  @Async Coroutine<Void> serve(ServerSocket server) throws Exception {
    while (true) {
      Socket socket = server.accept(); // warning: WEFT-203
      await(count(socket.toString()));
    }
  }
  @Async Coroutine<Integer> sql(Connection connection, PreparedStatement query) throws Exception {
    try (ResultSet rows = query.executeQuery()) { // warning: WEFT-203
      int n = 0;
      while (rows.next()) n += await(count(rows.getString(1)));
      connection.createStatement().executeUpdate("update total set n = " + n); // warning: WEFT-203
      return result(n);
    }
  }
  @Async Coroutine<String> console() {
    await(count("x"));
    return result(System.console().readLine()); // warning: WEFT-203
  }

  // ---- loops in loops
  @Async Coroutine<Integer> runInACoroutine() {
    int n = Weft.run(count("x")); // warning: WEFT-203
    return result(n + await(count("y")));
  }
  @Async Coroutine<Integer> runnerInACoroutine(Runner runner, EventLoop loop) {
    int n = runner.run(count("x")); // warning: WEFT-203
    return result(n + loop.runUntilComplete(createTask(count("x"))) + await(count("y"))); // warning: WEFT-203
  }

  // ---- what takes a look into other methods, or knowledge of the type
  private void pause() throws InterruptedException { Thread.sleep(10); }
  @Async Coroutine<Void> throughAHelper() throws InterruptedException {
    await(count("x"));
    pause(); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> throughALambdaCalledHere() throws Exception {
    Callable<Integer> slow = () -> { Thread.sleep(1); return 1; };
    await(count("x" + slow.call())); // warning: WEFT-203
    return done();
  }
  @Async Coroutine<Void> streamOfSockets(Socket socket) throws Exception {
    int b = socket.getInputStream().read(); // warning: WEFT-203
    await(count("x" + b));
    return done();
  }
  @Async Coroutine<Integer> joinsInAStream(List<CompletableFuture<Integer>> futures) {
    int n = futures.stream().mapToInt(CompletableFuture::join).sum(); // warning: WEFT-203
    return result(n + await(count("x")));
  }
  @Async Coroutine<Integer> askedButNotHeeded(CompletableFuture<Integer> f) {
    if (!f.isDone()) System.out.println("not yet, waiting " + await(count("x")));
    return result(f.join()); // warning: WEFT-203
  }
}
