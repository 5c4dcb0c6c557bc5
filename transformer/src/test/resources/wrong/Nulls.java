package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class Nulls {
  @Async Coroutine<Void> atTheEnd() {
    await(sleep(Duration.ofSeconds(1)));
    return null; // warning: WEFT-208
  }
  @Async Coroutine<String> early(String name) {
    if (name.isEmpty()) return null; // warning: WEFT-208
    return result(await(result(name)));
  }
  @Async Coroutine<String> ternary(String name) {
    return name.isEmpty() ? null : result(await(result(name))); // warning: WEFT-208
  }
  @Async Coroutine<String> otherTernary(String name) {
    return await(result(name)).isEmpty() ? result("") : null; // warning: WEFT-208
  }
  @Async Task<String> ofATask(String name) {
    await(sleep(Duration.ofSeconds(1)));
    return null; // warning: WEFT-208
  }
  @Async CompletableFuture<String> ofAFuture(String name) {
    if (await(result(name)) == null) return null; // warning: WEFT-208
    return CompletableFuture.completedFuture(name);
  }
  @Async CompletionStage<Void> ofAStage() {
    await(sleep(Duration.ofSeconds(1)));
    return null; // warning: WEFT-208
  }
  AsyncCallable<Void> lambda() {
    return () -> {
      await(sleep(Duration.ofSeconds(1)));
      return null; // warning: WEFT-208
    };
  }
  AsyncFunction<String, Integer> functionLambda() {
    return name -> {
      if (name == null) return null; // warning: WEFT-208
      return result(await(result(name.length())));
    };
  }
  @Async Coroutine<String> inACatch() {
    try {
      return result(await(result("x")));
    } catch (IllegalArgumentException e) {
      return null; // warning: WEFT-208
    }
  }
  @Async Coroutine<String> withAFinally() {
    try {
      await(sleep(Duration.ofSeconds(1)));
      return null; // warning: WEFT-208
    } finally {
      System.out.println("done");
    }
  }
  @Async Coroutine<String> inASwitch(int n) {
    await(sleep(Duration.ofSeconds(1)));
    switch (n) {
      case 1: return result("one");
      case 2: return result("two");
      default: return null; // warning: WEFT-208
    }
  }
  @Async Coroutine<String> ofAVariable() {
    Coroutine<String> nothing = null;
    await(sleep(Duration.ofSeconds(1)));
    return nothing; // warning: WEFT-208
  }

  // ---- what is null in another method, or on one way only
  @Async Coroutine<String> assignedOnOneWay(int n) {
    Coroutine<String> answer = null; // warning: WEFT-208
    if (n > 0) answer = result(await(result("x")));
    return answer;
  }
  @Async Coroutine<String> switchExpression(int n) {
    await(sleep(Duration.ofSeconds(1)));
    return switch (n) {
      case 1 -> result("one");
      default -> null; // warning: WEFT-208
    };
  }
  private Coroutine<String> helper() { return null; }
  @Async Coroutine<String> ofAHelper() {
    await(sleep(Duration.ofSeconds(1)));
    return helper(); // warning: WEFT-208
  }
}
