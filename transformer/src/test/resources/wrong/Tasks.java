package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import java.util.List;
import java.util.Map;

class Tasks {
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }
  @Async Coroutine<Map<String, List<Integer>>> prices() { return result(await(result(Map.of()))); }
  @Async Coroutine<int[]> array() { return result(await(result(new int[1]))); }
  @Async static Coroutine<String> name() { return result(await(result("x"))); }
  @Async Task<Integer> started(String item) { return Task.result(await(price(item))); }
  @Async Coroutine<Void> log(String item) { System.out.println(await(price(item))); return done(); }
  <T> Coroutine<T> same(T value) { return result(value); }

  @Async Coroutine<Void> dropped(String item) {
    createTask(price(item)); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> inALoop(List<String> items) {
    for (String item : items) createTask(price(item)); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> qualified() {
    Weft.createTask(name()); // warning: WEFT-209
    EventLoop.current().createTask(name()); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> nestedGeneric() {
    createTask(prices()); // warning: WEFT-209
    return done();
  }
  void inACallback(EventLoop loop) {
    loop.callSoon(() -> {
      createTask(name()); // warning: WEFT-209
      System.out.println("started");
    });
  }
  @Async Coroutine<Void> asyncMethodOfATask(String item) {
    started(item); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> ofAVariable(String item) {
    Coroutine<Integer> price = price(item);
    createTask(price); // warning: WEFT-209
    return done();
  }
  AsyncCallable<Void> inAnAsyncLambda() {
    return () -> {
      createTask(name()); // warning: WEFT-209
      await(log("x"));
      return done();
    };
  }

  // ---- what has no value, one of an unknown type, or a variable that nobody reads
  @Async Coroutine<Void> endsBeforeItsTask(String item) {
    createTask(log(item)); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> unreadVariable(String item) {
    Task<Integer> task = createTask(price(item)); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> ofAnyType(String item) {
    createTask(same(item)); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> arrays() {
    createTask(array()); // warning: WEFT-209
    return done();
  }
  @Async Coroutine<Void> named() {
    createTask(name(), "name"); // warning: WEFT-209
    return done();
  }
}
