package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.*;
import java.lang.annotation.*;
import java.util.*;
import java.util.concurrent.CompletableFuture;

/** Methods with all that can be attached to one. */
public class Described<K extends Comparable<K>> {
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
  @interface Seen {
    String value() default "seen";
    Class<?>[] types() default {};
  }

  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
  @interface ForTools {
    int value();
  }

  protected final List<@Seen("field") String> log = new ArrayList<>();
  static long counter;

  @Async
  @Seen(value = "method", types = {String.class, int[].class})
  @ForTools(1)
  @Deprecated
  public final <T extends K, E extends IOException> Coroutine<Map<@Seen("key") T, ? super K>> find(
      @Seen("first") @ForTools(2) T key, final List<? extends @Seen("element") K> others, @ForTools(3) int... more)
      throws E, InterruptedException {
    @Seen("local") T mine = key;
    await(yieldNow());
    log.add(mine.toString());
    return result(null);
  }

  @Async
  strictfp Coroutine<Void> twice(@Seen double d) {
    await(yieldNow());
    return done();
  }

  @Async
  protected static <V> CompletableFuture<V> later(V value) {
    await(yieldNow());
    return CompletableFuture.completedFuture(value);
  }

  /** Nothing async here. */
  @Seen("plain")
  <T> T plain(@Seen T value) {
    counter++;
    return value;
  }

  static class Order implements Serializable {
    private int id;
    protected transient String note;
    static { counter++; }

    Order() {}

    public Order(int id) {
      this.id = id;
    }

    @Async
    public Coroutine<Integer> total(Line line) {
      await(yieldNow());
      return result(id + await(line.price()) + await(hidden()));
    }

    @Async
    private Coroutine<Integer> hidden() {
      await(yieldNow());
      return result(1);
    }

    AsyncCallable<Integer> lambda() {
      return () -> result(id + await(hidden()));
    }
  }

  static class Line extends Order {
    @Async
    Coroutine<Integer> price() {
      await(yieldNow());
      return result(2);
    }
  }
}
