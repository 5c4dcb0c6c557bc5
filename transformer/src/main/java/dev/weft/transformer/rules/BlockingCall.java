package dev.weft.transformer.rules;

import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Methods that hold their thread until something happens elsewhere.
 *
 * @param owner the class or interface that declares them, or the uppermost that does
 * @param parameters {@code *} for any, {@code ()} for none, {@code timed} for a timeout at the end
 * @param kind what shows that a call of them does not wait after all
 * @param remedy what an async body does instead: a sentence
 */
record BlockingCall(String owner, List<String> names, String parameters, Kind kind, String remedy) {
  /** Which evidence to look for, see {@link NotWaiting}. */
  enum Kind {
    FUTURE,
    TAKE,
    PUT,
    THREAD,
    PROCESS,
    RUN,
    CLOSE,
    OTHER
  }

  private static final String TIMED = "JLjava/util/concurrent/TimeUnit;)";

  private static final String AWAIT = "Write await(future)";
  private static final String SLEEP = "Write await(sleep(...))";
  private static final String QUEUE =
      "Use dev.weft.sync.AsyncQueue, or await(toThread(...)) for a queue that other threads use";
  private static final String LOCK =
      "Use dev.weft.sync.AsyncLock between tasks, or await(toThread(...)) for a lock that other threads take";
  private static final String SIGNAL =
      "Await a Promise, or use dev.weft.sync.AsyncCondition or AsyncEvent";
  private static final String THREAD = "Write await(toThread(...))";

  /** Of several that fit, the first counts. */
  static final List<BlockingCall> ALL =
      List.of(
          row("java/lang/Thread", "sleep", "*", Kind.OTHER, SLEEP),
          row("java/util/concurrent/TimeUnit", "sleep", "*", Kind.OTHER, SLEEP),
          row(
              "java/util/concurrent/locks/LockSupport",
              "parkNanos parkUntil",
              "*",
              Kind.OTHER,
              SLEEP),
          row("java/util/concurrent/locks/LockSupport", "park", "*", Kind.OTHER, SIGNAL),
          row("java/lang/Object", "wait", "*", Kind.OTHER, SIGNAL),
          row(
              "java/lang/Thread",
              "join",
              "*",
              Kind.THREAD,
              "Run its work with toThread(...) and await that"),
          row(
              "java/util/concurrent/TimeUnit",
              "timedJoin",
              "*",
              Kind.THREAD,
              "Run its work with toThread(...) and await that"),
          row("java/util/concurrent/CompletableFuture", "get join", "*", Kind.FUTURE, AWAIT),
          row(
              "java/util/concurrent/Future",
              "get",
              "*",
              Kind.FUTURE,
              "Await a CompletableFuture, as CompletableFuture.supplyAsync makes one, or write await(toThread(...))"),
          row("java/util/concurrent/ForkJoinTask", "join invoke", "()", Kind.FUTURE, THREAD),
          row("java/util/concurrent/ForkJoinPool", "invoke", "*", Kind.OTHER, THREAD),
          row(
              "java/util/concurrent/CompletionService",
              "take",
              "()",
              Kind.OTHER,
              "Use asCompleted(...) on awaitables"),
          row(
              "java/util/concurrent/CompletionService",
              "poll",
              "timed",
              Kind.OTHER,
              "Use asCompleted(...) on awaitables"),
          row(
              "java/util/concurrent/BlockingQueue",
              "take takeFirst takeLast",
              "()",
              Kind.TAKE,
              QUEUE),
          row(
              "java/util/concurrent/BlockingQueue",
              "poll pollFirst pollLast",
              "timed",
              Kind.TAKE,
              QUEUE),
          row("java/util/concurrent/TransferQueue", "transfer", "*", Kind.OTHER, QUEUE),
          row("java/util/concurrent/TransferQueue", "tryTransfer", "timed", Kind.OTHER, QUEUE),
          row("java/util/concurrent/BlockingQueue", "put putFirst putLast", "*", Kind.PUT, QUEUE),
          row(
              "java/util/concurrent/BlockingQueue",
              "offer offerFirst offerLast",
              "timed",
              Kind.PUT,
              QUEUE),
          row("java/util/concurrent/locks/Lock", "lock lockInterruptibly", "()", Kind.OTHER, LOCK),
          row("java/util/concurrent/locks/Lock", "tryLock", "timed", Kind.OTHER, LOCK),
          row(
              "java/util/concurrent/locks/StampedLock",
              "readLock writeLock readLockInterruptibly writeLockInterruptibly",
              "()",
              Kind.OTHER,
              LOCK),
          row(
              "java/util/concurrent/locks/StampedLock",
              "tryReadLock tryWriteLock",
              "timed",
              Kind.OTHER,
              LOCK),
          row(
              "java/util/concurrent/locks/Condition",
              "await awaitNanos awaitUntil awaitUninterruptibly",
              "*",
              Kind.OTHER,
              SIGNAL),
          row(
              "java/util/concurrent/Semaphore",
              "acquire acquireUninterruptibly",
              "*",
              Kind.OTHER,
              "Use dev.weft.sync.AsyncSemaphore"),
          row(
              "java/util/concurrent/Semaphore",
              "tryAcquire",
              "timed",
              Kind.OTHER,
              "Use dev.weft.sync.AsyncSemaphore"),
          row(
              "java/util/concurrent/CountDownLatch",
              "await",
              "*",
              Kind.OTHER,
              "Await a Promise, a gather(...), or use dev.weft.sync.AsyncEvent"),
          row(
              "java/util/concurrent/CyclicBarrier",
              "await",
              "*",
              Kind.OTHER,
              "Use dev.weft.sync.AsyncBarrier"),
          row(
              "java/util/concurrent/Phaser",
              "arriveAndAwaitAdvance awaitAdvance awaitAdvanceInterruptibly",
              "*",
              Kind.OTHER,
              "Use dev.weft.sync.AsyncBarrier"),
          row("java/util/concurrent/Exchanger", "exchange", "*", Kind.OTHER, QUEUE),
          row(
              "java/util/concurrent/ExecutorService",
              "awaitTermination",
              "*",
              Kind.OTHER,
              "Await what it runs instead, or write await(toThread(...))"),
          row(
              "java/util/concurrent/ExecutorService",
              "invokeAll invokeAny",
              "*",
              Kind.OTHER,
              "Write await(gather(...)) of what runInExecutor(...) returns"),
          row(
              "java/util/concurrent/ExecutorService",
              "close",
              "()",
              Kind.CLOSE,
              "Await what it runs first, or write await(toThread(...))"),
          row("java/lang/Process", "waitFor", "*", Kind.PROCESS, "Write await(process.onExit())"),
          row(
              "java/net/http/HttpClient",
              "send",
              "*",
              Kind.OTHER,
              "Write await(client.sendAsync(...))"),
          row("java/net/ServerSocket", "accept", "*", Kind.OTHER, THREAD),
          row("java/io/Console", "readLine readPassword", "*", Kind.OTHER, THREAD),
          row(
              "java/sql/Statement",
              "execute executeQuery executeUpdate executeLargeUpdate executeBatch",
              "*",
              Kind.OTHER,
              THREAD),
          row("java/sql/DriverManager", "getConnection", "*", Kind.OTHER, THREAD),
          row("dev/weft/Weft", "run", "*", Kind.RUN, "Write await(...)"),
          row("dev/weft/Runner", "run", "*", Kind.RUN, "Write await(...)"),
          row("dev/weft/EventLoop", "runUntilComplete", "*", Kind.RUN, "Write await(...)"),
          row(
              "dev/weft/EventLoop",
              "runForever",
              "*",
              Kind.RUN,
              "The loop runs already: await something instead"));

  private static BlockingCall row(
      String owner, String names, String parameters, Kind kind, String remedy) {
    return new BlockingCall(owner, Arrays.asList(names.split(" ", -1)), parameters, kind, remedy);
  }

  /** Whether name and parameters are right. */
  boolean fits(MethodInsnNode call) {
    return names.contains(call.name)
        && switch (parameters) {
          case "()" -> call.desc.startsWith("()");
          case "timed" -> isTimed(call);
          default -> true;
        };
  }

  /** Whether a call's last two arguments are a timeout. */
  static boolean isTimed(MethodInsnNode call) {
    return call.desc.contains(TIMED);
  }
}
