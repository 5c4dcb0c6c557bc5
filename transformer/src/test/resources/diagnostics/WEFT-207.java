package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class Cart {
  private final Lock lock = new ReentrantLock();
  private int total;

  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }

  @Async
  Coroutine<Integer> add(String item) {
    lock.lock();
    try {
      total += 1 + await(price(item)); // warning: WEFT-207
    } finally {
      lock.unlock();
    }
    return result(total);
  }
}
