package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

class Cancellations {
  private static final Logger LOG = Logger.getLogger("wrong");
  private final AsyncQueue<String> queue = new AsyncQueue<>();
  private int failures;

  @Async Coroutine<Integer> handle(String item) { return result(await(result(item.length()))); }

  @Async Coroutine<Void> ignored() {
    try {
      await(sleep(Duration.ofSeconds(1)));
    } catch (Throwable ignored) { // warning: WEFT-204
    }
    return done();
  }
  @Async Coroutine<Void> printed() {
    try {
      await(handle("x"));
    } catch (Throwable e) { // warning: WEFT-204
      e.printStackTrace();
    }
    return done();
  }
  @Async Coroutine<Void> logged() {
    while (true) {
      try {
        await(handle(await(queue.get())));
      } catch (Throwable e) { // warning: WEFT-204
        LOG.log(Level.WARNING, "failed", e);
      }
    }
  }
  @Async Coroutine<Void> messageLogged(List<String> items) {
    for (String item : items) {
      try {
        await(handle(item));
      } catch (Throwable e) { // warning: WEFT-204
        LOG.warning("cannot handle " + item + ": " + e.getMessage());
      }
    }
    return done();
  }
  @Async Coroutine<Void> counted() {
    try {
      await(handle("x"));
    } catch (Throwable e) { // warning: WEFT-204
      failures++;
    }
    return done();
  }
  @Async Coroutine<Boolean> asAnAnswer() {
    try {
      await(handle("x"));
      return result(true);
    } catch (Throwable e) { // warning: WEFT-204
      return result(false);
    }
  }
  @Async Coroutine<Integer> retried() {
    for (int attempt = 0; ; attempt++) {
      try {
        return result(await(handle("x")));
      } catch (Throwable e) { // warning: WEFT-204
        System.err.println("attempt " + attempt + " failed: " + e);
      }
      await(sleep(Duration.ofSeconds(1)));
    }
  }
  @Async Coroutine<Void> asError() {
    try {
      await(handle("x"));
    } catch (Error e) { // warning: WEFT-204
      System.out.println(e);
    }
    return done();
  }
  @Async Coroutine<Void> withFinally() {
    try {
      await(handle("x"));
    } catch (RuntimeException e) {
      throw new IllegalStateException(e);
    } catch (Throwable e) { // warning: WEFT-204
      LOG.severe("failed");
    } finally {
      failures = 0;
    }
    return done();
  }
  @Async Coroutine<Void> aroundAnInnerFinally() {
    try {
      try {
        await(handle("x"));
      } finally {
        failures--;
      }
    } catch (Throwable e) { // warning: WEFT-204
      failures++;
    }
    return done();
  }
  @Async Coroutine<Void> aroundAResource() {
    try (var in = new java.io.StringReader("x")) {
      await(handle("x" + in.read()));
    } catch (Throwable e) { // warning: WEFT-204
      failures++;
    }
    return done();
  }
  AsyncCallable<Integer> inALambda() {
    return () -> {
      try {
        return result(await(handle("x")));
      } catch (Throwable e) { // warning: WEFT-204
        return result(-1);
      }
    };
  }
  @Async Coroutine<Void> immortal() {
    while (true) {
      try {
        await(handle(await(queue.get())));
      } catch (CancelledError e) { // warning: WEFT-204
        System.out.println("no, I will not");
      }
    }
  }
  @Async Coroutine<Void> immortalTicker() {
    for (;;) {
      try {
        await(sleep(Duration.ofSeconds(1)));
      } catch (CancelledError | RuntimeException e) { // warning: WEFT-204
        failures++;
      }
    }
  }

  // ---- what may be meant
  @Async Coroutine<Void> goesOnAfterASleep() {
    for (int i = 0; i < 100; i++) {
      try {
        await(sleep(Duration.ofSeconds(1)));
      } catch (CancelledError e) { // warning: WEFT-204
      }
    }
    return done();
  }
  @Async Coroutine<Void> throughAHelper() {
    try {
      await(handle("x"));
    } catch (Throwable e) { // warning: WEFT-204
      report(e);
    }
    return done();
  }
  private void report(Throwable e) { System.err.println(e); }
  @Async Coroutine<String> asText() {
    try {
      return result("ok " + await(handle("x")));
    } catch (Throwable e) { // warning: WEFT-204
      return result("failed: " + e.getMessage());
    }
  }
  @Async Coroutine<Void> someThrown() {
    try {
      await(handle("x"));
    } catch (Throwable e) { // warning: WEFT-204
      if (failures++ > 10) throw new IllegalStateException("too many");
    }
    return done();
  }
}
