package programs;

import static dev.weft.Weft.*;

import dev.weft.*;

/** Long chains and loops, for a JVM with little memory and little stack. */
public class Flat {
  @Async
  static Coroutine<Integer> ready(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return result(x);
  }

  @Async
  static Coroutine<Long> millionReady() {
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      sum += await(ready(i));
    }
    return result(sum);
  }

  @Async
  static Coroutine<Long> millionSuspended() {
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      await(yieldNow());
      sum += i;
    }
    return result(sum);
  }

  @Async
  static Coroutine<Integer> deep(int level) {
    await(yieldNow());
    if (level == 0) {
      return result(0);
    }
    return result(1 + await(deep(level - 1)));
  }

  @Async
  static Coroutine<Integer> deepThroughObjects(int level) {
    await(yieldNow());
    if (level == 0) {
      return result(0);
    }
    Coroutine<Integer> below = deepThroughObjects(level - 1);
    return result(1 + await(below));
  }

  @Async
  static Coroutine<Integer> deepFailure(int level) {
    await(yieldNow());
    if (level == 0) {
      throw new IllegalStateException("bottom");
    }
    return result(1 + await(deepFailure(level - 1)));
  }

  @Async
  static Coroutine<Integer> tail(int level) {
    await(yieldNow());
    if (level == 0) {
      return result(42);
    }
    return tail(level - 1);
  }

  public static void main(String[] args) {
    System.out.println(Weft.run(millionReady()));
    System.out.println(Weft.run(millionSuspended()));
    System.out.println(Weft.run(deep(100_000)));
    System.out.println(Weft.run(deepThroughObjects(100_000)));
    try {
      Weft.run(deepFailure(100_000));
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(Weft.run(tail(1_000_000)));
  }
}
