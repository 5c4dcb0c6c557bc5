package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.time.Duration;

class Cart {
  @Async
  Coroutine<Void> save(String item, int count) {
    await(sleep(Duration.ofMillis(count)));
    return done();
  }

  @Async
  Coroutine<Void> add(String item) {
    await(save(item, 1));
    createTask(save(item, 2));
    save(item, 3); // warning: WEFT-201
    return done();
  }

  @SuppressWarnings("weft:201")
  void later(Runnable... jobs) {
    later(() -> save("bag", 1));
  }
}
