package correct;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Locks that are not held at an await: nothing for WEFT-207. Where one is waited for, it is said to. */
class Sections {
  private final Lock lock = new ReentrantLock();
  private final AsyncLock own = new AsyncLock();
  private int total;

  @Async Coroutine<Integer> count(String item) { return result(await(result(item.length()))); }

  @Async Coroutine<Void> awaitedBefore(String item) {
    int n = await(count(item));
    if (lock.tryLock()) {
      try { total += n; } finally { lock.unlock(); }
    }
    return done();
  }
  @Async Coroutine<Void> awaitedAfter(String item) {
    int n = 0;
    if (lock.tryLock()) {
      try { n = total; } finally { lock.unlock(); }
    }
    await(count(item + n));
    return done();
  }
  @Async Coroutine<Void> triedAgain() {
    while (!lock.tryLock()) {
      await(sleep(Duration.ofMillis(1)));
    }
    try { total++; } finally { lock.unlock(); }
    await(sleep(Duration.ofMillis(1)));
    return done();
  }
  @Async Coroutine<Void> resultInAVariable(String item) {
    boolean locked = lock.tryLock();
    if (locked) {
      total++;
      lock.unlock();
    }
    await(count(item));
    if (locked) await(count(item));
    return done();
  }
  @Async Coroutine<Void> notLockedAfterAll(String item) {
    boolean locked = lock.tryLock();
    if (!locked) {
      await(count(item));
      return done();
    }
    try { total++; } finally { lock.unlock(); }
    return done();
  }
  @Async Coroutine<Void> notHeldInTheElse() {
    if (lock.tryLock()) {
      total++;
      lock.unlock();
    } else {
      await(sleep(Duration.ofMillis(1)));
    }
    return done();
  }
  @Async Coroutine<Void> releasedInBetween(List<String> items) {
    for (String item : items) {
      if (!lock.tryLock()) continue;
      total++;
      lock.unlock();
      int n = await(count(item));
      if (!lock.tryLock()) continue;
      total += n;
      lock.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> inTheHandlerOutside(String item) {
    try {
      if (!lock.tryLock()) return done();
      try {
        total += Integer.parseInt(item);
      } finally {
        lock.unlock();
      }
    } catch (NumberFormatException e) {
      await(count(item));
    }
    return done();
  }
  AsyncCallable<Integer> lockOfTheMaker(ReentrantReadWriteLock both) {
    both.readLock().lock();
    try {
      int n = total;
      return () -> result(n + await(count("x")));
    } finally {
      both.readLock().unlock();
    }
  }
  @Async Coroutine<Void> ownLock(String item) {
    await(own.acquire());
    try {
      total += await(count(item));
    } finally {
      own.release();
    }
    try (var held = await(own.hold())) {
      total += await(count(item));
    }
    return done();
  }
  @Async Coroutine<Void> withoutReturning(boolean give) throws IOException {
    int n = await(count("x"));
    if (lock.tryLock()) {
      try {
        if (give) throw new IOException("no");
        total += n;
        if (n > 3) return done();
      } finally {
        lock.unlock();
      }
    }
    await(sleep(Duration.ZERO));
    return done();
  }
}
