package shop;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;

class Cart {
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }

  @Async
  Coroutine<Void> log(String item) {
    System.out.println(item + await(price(item)));
    return done();
  }

  Coroutine<Void> add(String item) {
    createTask(log(item));
    createTask(price(item)); // warning: WEFT-209
    return done();
  }
}
