package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

class Locks {
  private final Lock lock = new ReentrantLock();
  private static final ReentrantLock SHARED = new ReentrantLock();
  private final ReadWriteLock both = new ReentrantReadWriteLock();
  private int total;

  @Async Coroutine<Integer> count(String item) { return result(await(result(item.length()))); }

  @Async Coroutine<Void> inTry(String item) {
    lock.lock();
    try {
      total += await(count(item)); // warning: WEFT-207
    } finally {
      lock.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> withoutTry(String item) {
    SHARED.lock();
    total += await(count(item)); // warning: WEFT-207
    SHARED.unlock();
    return done();
  }
  @Async Coroutine<Void> interruptibly(String item, ReentrantLock lock) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (item != null) {
        total += await(count(item)); // warning: WEFT-207
      }
    } finally {
      lock.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> tried(String item) {
    if (lock.tryLock()) {
      try {
        total += await(count(item)); // warning: WEFT-207
      } finally {
        lock.unlock();
      }
    }
    return done();
  }
  @Async Coroutine<Void> triedTheOtherWay(String item) {
    if (!lock.tryLock()) {
      return done();
    }
    total += await(count(item)); // warning: WEFT-207
    lock.unlock();
    return done();
  }
  @Async Coroutine<Integer> readLock(String item) {
    both.readLock().lock();
    try {
      return result(total + await(count(item))); // warning: WEFT-207
    } finally {
      both.readLock().unlock();
    }
  }
  @Async Coroutine<Void> stamped(StampedLock lock, String item) {
    long stamp = lock.writeLock();
    try {
      total = await(count(item)); // warning: WEFT-207
    } finally {
      lock.unlockWrite(stamp);
    }
    return done();
  }
  @Async Coroutine<Void> inALoop(List<String> items) {
    lock.lock();
    try {
      for (String item : items) {
        total += await(count(item)); // warning: WEFT-207
      }
    } finally {
      lock.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> lockOfALoop(List<Lock> locks) {
    for (Lock each : locks) {
      each.lock();
      try {
        total += await(count("x")); // warning: WEFT-207
      } finally {
        each.unlock();
      }
    }
    return done();
  }
  @Async Coroutine<Void> twoLocks(Lock outer, Lock inner) {
    outer.lock();
    try {
      inner.lock(); // warning: WEFT-203
      try {
        total++;
      } finally {
        inner.unlock();
      }
      total += await(count("x")); // warning: WEFT-207
    } finally {
      outer.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> inTheHandler(String item) {
    lock.lock();
    try {
      total += Integer.parseInt(item);
    } catch (NumberFormatException e) {
      total += await(count(item)); // warning: WEFT-207
    } finally {
      lock.unlock();
    }
    return done();
  }
  AsyncCallable<Integer> inALambda() {
    return () -> {
      lock.lock();
      try {
        return result(await(count("x"))); // warning: WEFT-207
      } finally {
        lock.unlock();
      }
    };
  }

  // ---- what is unlocked elsewhere, on some paths, or is no Lock
  private void enter() { lock.lock(); }
  private void leave() { lock.unlock(); }
  @Async Coroutine<Void> throughHelpers(String item) {
    enter();
    try {
      total += await(count(item)); // warning: WEFT-207
    } finally {
      leave();
    }
    return done();
  }
  @Async Coroutine<Void> lockedOnOnePath(boolean careful, String item) {
    if (careful) lock.lock(); // warning: WEFT-203
    try {
      total += await(count(item)); // warning: WEFT-207
    } finally {
      if (careful) lock.unlock();
    }
    return done();
  }
  @Async Coroutine<Void> resultOfTryLockInAVariable(String item) {
    boolean locked = lock.tryLock();
    if (locked) {
      total += await(count(item)); // warning: WEFT-207
      lock.unlock();
    }
    return done();
  }
}
