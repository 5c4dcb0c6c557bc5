package programs;

import static dev.weft.Weft.*;

import dev.weft.*;
import java.io.IOException;

/** Exceptions that pass three async methods: the printed trace is the chain of awaits. */
public class Traces {
  @Async
  static Coroutine<Integer> read(boolean suspend) throws IOException {
    if (suspend) {
      await(yieldNow());
    }
    throw new IOException("broken");
  }

  @Async
  Coroutine<Integer> parse(boolean suspend) throws IOException {
    if (suspend) {
      await(yieldNow());
    }
    return result(
        1
            + await(read(suspend)));
  }

  @Async
  static Coroutine<Void> caught(boolean suspend) {
    try {
      await(new Traces().parse(suspend));
    } catch (IOException e) {
      show(e);
    }
    return done();
  }

  @Async
  static Coroutine<Void> wrapped() {
    try {
      await(new Traces().parse(true));
      return done();
    } catch (IOException e) {
      throw new IllegalStateException("cannot go on", e);
    }
  }

  @Async
  static Coroutine<Void> gathered() throws IOException {
    await(gather(new Traces().parse(true), yieldNow()));
    return done();
  }

  @Async
  static Coroutine<Void> passedBy() throws IOException {
    try {
      await(new Traces().parse(true));
    } finally {
      System.out.println("finally");
    }
    return done();
  }

  @Async
  static Coroutine<Void> keptWhileSuspended() throws IOException {
    try {
      await(new Traces().parse(true));
    } finally {
      await(yieldNow());
    }
    return done();
  }

  @Async
  static Coroutine<Void> seenFurtherOut() {
    try {
      try {
        await(passedBy());
      } catch (IllegalStateException e) {
        System.out.println("not thrown");
      } finally {
        System.out.println("inner");
      }
    } catch (IOException e) {
      IOException kept = e;
      await(yieldNow());
      show(kept);
    }
    return done();
  }

  static void show(Throwable e) {
    System.out.println(e);
    for (StackTraceElement element : e.getStackTrace()) {
      System.out.println("  " + element);
    }
    if (e.getCause() != null) {
      show(e.getCause());
    }
  }

  static void run(Coroutine<?> coroutine) {
    try {
      Weft.run(coroutine);
    } catch (Throwable e) {
      show(e);
    }
  }

  public static void main(String[] args) throws IOException {
    run(new Traces().parse(false));
    run(new Traces().parse(true));
    run(caught(true));
    run(wrapped());
    run(gathered());
    run(passedBy());
    run(keptWhileSuspended());
    run(seenFurtherOut());
  }
}
