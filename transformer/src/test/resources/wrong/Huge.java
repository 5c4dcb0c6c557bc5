package wrong;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;

class Huge {
  private static Coroutine<Long> price(String item) { return result((long) item.length()); }

  @Async Coroutine<Long> manyAwaits(String item) {
    long sum = 0; // warning: WEFT-205
    /* 300 times */ sum += await(price(item));
    return result(sum);
  }
  @Async Coroutine<Long> muchElse(String item, long n) {
    long sum = await(price(item)); // warning: WEFT-205
    /* 1000 times */ sum += n * n - item.length();
    return result(sum);
  }
  AsyncCallable<Long> lambda(String item) {
    return () -> {
      long sum = 0; // warning: WEFT-205
      /* 400 times */ sum += await(price(item));
      return result(sum);
    };
  }
}
