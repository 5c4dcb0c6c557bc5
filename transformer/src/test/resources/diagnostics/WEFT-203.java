package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;

class Cart {
  @Async
  Coroutine<Void> pack(BlockingQueue<String> items) throws InterruptedException {
    String item = await(toThread(() -> items.take()));
    System.out.println(item);
    for (int i = 0; i < 3; i++) { Thread.sleep(100); } // warning: WEFT-203
    await(sleep(Duration.ofMillis(100)));
    return done();
  }

  @Async
  @SuppressWarnings("weft:203")
  Coroutine<Void> packSlowly(BlockingQueue<String> items) throws InterruptedException {
    System.out.println(items.take());
    await(sleep(Duration.ofMillis(100)));
    return done();
  }
}
