package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

class Twice {
  @Async Coroutine<Integer> count(String item) throws IOException { return result(await(result(item.length()))); }
  @Async Coroutine<Integer> price(String item) { return result(await(result(item.length()))); }

  @Async Coroutine<Integer> oneAfterTheOther() {
    Coroutine<Integer> c = price("x");
    int a = await(c);
    int b = await(c); // warning: WEFT-206
    return result(a + b);
  }
  @Async Coroutine<Integer> inOneExpression() {
    var c = price("x");
    return result(await(c) * await(c)); // warning: WEFT-206
  }
  @Async Coroutine<Integer> oncePossiblyTwice(boolean log) {
    Coroutine<Integer> c = price("x");
    if (log) System.out.println(await(c));
    return result(await(c)); // warning: WEFT-206
  }
  @Async Coroutine<Integer> againInABranch(boolean log) {
    Coroutine<Integer> c = price("x");
    int n = await(c);
    if (log) System.out.println(await(c)); // warning: WEFT-206
    return result(n);
  }
  @Async Coroutine<Integer> retry() {
    Coroutine<Integer> c = price("x");
    for (int i = 0; i < 3; i++) {
      try {
        return result(await(c)); // warning: WEFT-206
      } catch (RuntimeException e) {
        await(sleep(Duration.ofSeconds(i)));
      }
    }
    return result(0);
  }
  @Async Coroutine<Integer> inTheHandler() {
    Coroutine<Integer> c = null;
    try {
      c = count("x");
      return result(await(c));
    } catch (IOException e) {
      return result(await(c)); // warning: WEFT-206
    }
  }
  @Async Coroutine<Integer> inAHandlerOfTheAwaitAlone() throws IOException {
    Coroutine<Integer> c = count("x");
    try {
      return result(await(c, IOException.class));
    } catch (IOException e) {
      return result(await(c)); // warning: WEFT-206
    }
  }
  @Async Coroutine<Void> inALoop(List<String> items) {
    Coroutine<Void> pause = sleep(Duration.ofSeconds(1));
    for (String item : items) {
      System.out.println(item);
      await(pause); // warning: WEFT-206
    }
    return done();
  }
  @Async Coroutine<Void> poll(AsyncCallable<Boolean> ready) throws Exception {
    Coroutine<Boolean> check = ready.call();
    while (!await(check)) { // warning: WEFT-206
      await(sleep(Duration.ofSeconds(1)));
    }
    return done();
  }
  @Async Coroutine<Integer> awaitedAndMadeATask() {
    Coroutine<Integer> c = price("x");
    Task<Integer> task = createTask(c);
    int n = await(c); // warning: WEFT-206
    return result(n + await(task));
  }
  @Async Coroutine<Integer> twoTasks() {
    Coroutine<Integer> c = price("x");
    Task<Integer> a = createTask(c);
    Task<Integer> b = createTask(c); // warning: WEFT-206
    return result(await(a) + await(b));
  }
  @Async Coroutine<Integer> inAnAsyncLambda() throws Exception {
    AsyncCallable<Integer> body = () -> {
      Coroutine<Integer> c = price("x");
      return result(await(c) + await(c)); // warning: WEFT-206
    };
    return result(await(body.call()));
  }
  @Async Coroutine<Integer> threeTimes() {
    Coroutine<Integer> c = price("x");
    await(c);
    System.out.println("once");
    await(c); // warning: WEFT-206
    return result(0);
  }

  @Async Coroutine<Integer> ofAParameter(Coroutine<Integer> c) {
    await(c);
    return result(await(c)); // warning: WEFT-206
  }
  @Async static <T> Coroutine<T> retried(Coroutine<T> body, int times) {
    for (int i = 1; ; i++) {
      try {
        return result(await(body)); // warning: WEFT-206
      } catch (RuntimeException e) {
        if (i == times) throw e;
      }
    }
  }
  @Async Coroutine<Integer> captured(long wide) throws Exception {
    Coroutine<Integer> c = price("x");
    AsyncCallable<Integer> body = () -> result((int) wide + await(c) + await(c)); // warning: WEFT-206
    return result(await(body.call()));
  }

  // ---- what takes more than one variable of one method
  private final Coroutine<Integer> field = price("field");
  @Async Coroutine<Integer> ofAField() {
    await(field);
    return result(await(field)); // warning: WEFT-206
  }
  @Async Coroutine<Integer> gatheredAndAwaited() {
    Coroutine<Integer> c = price("x");
    List<Integer> both = await(gather(c, price("y")));
    return result(both.get(0) + await(c)); // warning: WEFT-206
  }
  @Async Coroutine<Integer> ofEitherOfTwo(boolean cheap) {
    Coroutine<Integer> c = cheap ? price("a") : price("b");
    return result(await(c) + await(c)); // warning: WEFT-206
  }
  @Async Coroutine<Integer> ofAList(List<Coroutine<Integer>> all) {
    int n = await(all.get(0));
    return result(n + await(all.get(0))); // warning: WEFT-206
  }
}
