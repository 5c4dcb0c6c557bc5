package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Handlers that let a cancellation through, or mean to end it: nothing for WEFT-204. */
class Catching {
  private static final Logger LOG = Logger.getLogger("correct");
  private final AsyncQueue<String> queue = new AsyncQueue<>();
  private final AsyncLock lock = new AsyncLock();
  private final List<Throwable> errors = new ArrayList<>();
  private Throwable last;
  private boolean running = true;

  @Async Coroutine<Integer> handle(String item) throws IOException { return result(await(result(item.length()))); }

  // ---- not caught at all
  @Async Coroutine<Void> exceptions() {
    while (true) {
      try {
        await(handle(await(queue.get())));
      } catch (Exception e) {
        LOG.log(Level.WARNING, "failed", e);
      }
    }
  }
  @Async Coroutine<Void> severalExceptions() {
    try {
      await(handle("x"));
    } catch (IOException | IllegalStateException e) {
      LOG.warning(e.getMessage());
    } catch (RuntimeException e) {
      LOG.severe("failed: " + e);
    }
    return done();
  }
  @Async Coroutine<Void> otherErrors() throws IOException {
    try {
      await(handle("x"));
    } catch (StackOverflowError | AssertionError e) {
      LOG.severe("too deep");
    }
    return done();
  }
  @Async Coroutine<Void> cleanup() throws IOException {
    try {
      await(handle("x"));
    } finally {
      System.out.println("finally");
      await(sleep(Duration.ZERO));
    }
    return done();
  }
  @Async Coroutine<Void> resources() throws IOException {
    try (StringReader in = new StringReader("x"); var held = await(lock.hold())) {
      await(handle("x" + in.read()));
    }
    synchronized (this) { running = false; }
    return done();
  }
  @Async Coroutine<Void> noAwaitInside() {
    try {
      Integer.parseInt("x");
    } catch (Throwable e) {
      LOG.warning("no number");
    }
    await(sleep(Duration.ZERO));
    return done();
  }
  void notAsync(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      LOG.warning("failed");
    }
  }

  // ---- thrown again
  @Async Coroutine<Void> again() throws IOException {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "failed", e);
      throw e;
    }
    return done();
  }
  @Async Coroutine<Void> cancellationFirst() {
    try {
      await(handle("x"));
    } catch (CancelledError e) {
      LOG.info("cancelled");
      throw e;
    } catch (Throwable e) {
      LOG.log(Level.WARNING, "failed", e);
    }
    return done();
  }
  @Async Coroutine<Void> ifItIsOne() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      if (e instanceof CancelledError cancelled) throw cancelled;
      LOG.log(Level.WARNING, "failed", e);
    }
    return done();
  }
  @Async Coroutine<Void> ifItIsAnError() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      if (e instanceof Error) throw (Error) e;
      errors.add(e);
    }
    return done();
  }
  @Async Coroutine<Void> wrapped() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      throw new IllegalStateException("failed", e);
    }
    return done();
  }
  @Async Coroutine<Void> afterwards() throws IOException {
    Throwable error = null;
    try {
      await(handle("x"));
    } catch (Throwable e) {
      error = e;
    }
    await(sleep(Duration.ZERO));
    if (error instanceof IOException io) throw io;
    if (error != null) throw new IllegalStateException(error);
    return done();
  }
  @Async Coroutine<Void> failsAnyway() {
    try {
      return result(null == await(handle("x")) ? null : null);
    } catch (IOException e) {
      LOG.info("this way");
    } catch (Throwable e) {
      LOG.info("or that");
    }
    throw new IllegalStateException("failed");
  }
  static <X extends Throwable> RuntimeException sneaky(Throwable e) throws X {
    @SuppressWarnings("unchecked") X x = (X) e;
    throw x;
  }
  @Async Coroutine<Void> throughAHelper() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      Catching.<RuntimeException>sneaky(e);
    }
    return done();
  }

  // ---- handed on
  @Async Coroutine<Void> toAPromise(Promise<Integer> promise) {
    try {
      promise.complete(await(handle("x")));
    } catch (Throwable e) {
      promise.fail(e);
    }
    return done();
  }
  @Async Coroutine<Void> toAFuture(CompletableFuture<Integer> future) {
    try {
      future.complete(await(handle("x")));
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
    return done();
  }
  sealed interface Answer { record Good(int n) implements Answer {} record Bad(Throwable why) implements Answer {} }
  @Async Coroutine<Answer> asAValue() {
    try {
      return result(new Answer.Good(await(handle("x"))));
    } catch (Throwable e) {
      return result(new Answer.Bad(e));
    }
  }
  @Async Coroutine<String> asAText() {
    try {
      return result("ok " + await(handle("x")));
    } catch (Throwable e) {
      return result(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
  @Async Coroutine<Void> inAField() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      last = e;
    }
    return done();
  }
  @Async Coroutine<Void> inAList() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      errors.add(e);
    }
    return done();
  }
  @Async Coroutine<Void> exiting() {
    try {
      await(handle("x"));
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
    return done();
  }
  @Async Coroutine<Throwable> returned(AsyncCallable<?> body) {
    try {
      await(body.call());
      return result(null);
    } catch (Throwable e) {
      return result(e);
    }
  }

  // ---- meant
  @Async Coroutine<Void> afterCancelling() throws IOException {
    Task<Integer> task = createTask(handle("x"));
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      System.out.println("cancelled");
    }
    return done();
  }
  @Async Coroutine<Void> afterCancellingWidely(Task<Integer> task) {
    task.cancel();
    try {
      await(task);
    } catch (Throwable ignored) {
    }
    return done();
  }
  @Async Coroutine<Void> endOfAWorker() {
    try {
      while (true) await(handle(await(queue.get())));
    } catch (CancelledError e) {
      LOG.info("stopped");
    } catch (IOException e) {
      LOG.severe("failed");
    }
    return done();
  }
  @Async Coroutine<Void> leavingALoop() throws IOException {
    while (true) {
      try {
        await(handle(await(queue.get())));
      } catch (CancelledError e) {
        break;
      }
    }
    return done();
  }
  @Async Coroutine<Void> untilItIsStopped() throws IOException {
    while (running) {
      try {
        await(handle(await(queue.get())));
      } catch (CancelledError e) {
        LOG.info("interrupted in one item");
      }
    }
    return done();
  }
  @Async Coroutine<Void> takenBack() {
    while (true) {
      try {
        await(sleep(Duration.ofSeconds(1)));
      } catch (CancelledError e) {
        if (currentTask().uncancel() == 0) LOG.info("a reset");
      }
    }
  }
  @Async Coroutine<Integer> withADefault(Task<Integer> task) {
    try {
      return result(await(task));
    } catch (CancelledError e) {
      return result(0);
    }
  }
}
