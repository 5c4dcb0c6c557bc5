package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What Python writes as {@code async for} and {@code async with}: an AsyncIterator, and try with
 * finally.
 */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class ResourceTraces {
  private ResourceTraces() {}

  private static final class It185 implements AsyncIterator<Integer> {
    private final Out out;
    private final int n;
    private int i;

    It185(Out out, int n) {
      this.out = out;
      this.n = n;
    }

    AsyncIterator<Integer> iterator() {
      out.p("aiter");
      return this;
    }

    @Override
    @Async
    public Coroutine<Boolean> advance() {
      if (i == n) {
        return result(false);
      }
      i++;
      await(yieldNow());
      return result(true);
    }

    @Override
    public Integer current() {
      return i;
    }
  }

  /** A loop over an iterator written by hand, to its end and not. */
  @Async
  static Coroutine<Void> t185_aiterClass(Out out) {
    AsyncIterator<Integer> it = new It185(out, 3).iterator();
    while (await(it.advance())) {
      out.p(it.current());
    }
    out.p("else");
    it = new It185(out, 5).iterator();
    while (await(it.advance())) {
      int x = it.current();
      if (x == 2) {
        return done();
      }
      out.p(x);
    }
    out.p("no else");
    return done();
  }

  private record Cm193(Out out, Object n) {
    @Async
    Coroutine<Void> enter() {
      out.p("enter", n);
      return done();
    }

    @Async
    Coroutine<Void> exit(Throwable error) {
      await(yieldNow());
      out.p("exit", n, error);
      return done();
    }
  }

  /** return and break leave through the exit. */
  @Async
  static Coroutine<Void> t193_awithReturnBreak(Out out) {
    out.p(await(f193(out)));
    for (int i = 0; i < 2; i++) {
      Cm193 cm = new Cm193(out, i);
      await(cm.enter());
      try {
        break;
      } finally {
        await(cm.exit(null));
      }
    }
    return done();
  }

  @Async
  private static Coroutine<String> f193(Out out) {
    for (int i = 0; i < 3; i++) {
      Cm193 cm = new Cm193(out, i);
      await(cm.enter());
      try {
        if (i == 1) {
          Cm193 inner = new Cm193(out, "in");
          await(inner.enter());
          try {
            return result("ret");
          } finally {
            await(inner.exit(null));
          }
        }
      } finally {
        await(cm.exit(null));
      }
    }
    return result(null);
  }

  private record Cm194(Out out, int n) {
    @Async
    Coroutine<Integer> enter() {
      out.p("in", n);
      return result(n);
    }

    @Async
    Coroutine<Void> exit() {
      await(yieldNow());
      out.p("out", n);
      return done();
    }
  }

  /** A stack of things to undo, last in, first out, after an error too. */
  @Async
  static Coroutine<Void> t194_aexitstack(Out out) throws Exception {
    try {
      Deque<AsyncCallable<Void>> stack = new ArrayDeque<>();
      try {
        for (int i = 0; i < 3; i++) {
          Cm194 cm = new Cm194(out, i);
          int n = await(cm.enter());
          stack.push(cm::exit);
          out.p("got", n);
        }
        stack.push(
            () -> {
              out.p("sync callback");
              return done();
            });
        stack.push(() -> callback194(out));
        throw new IllegalArgumentException("v");
      } finally {
        while (!stack.isEmpty()) {
          await(stack.pop().call());
        }
      }
    } catch (IllegalArgumentException e) {
      out.p("caught", e);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> callback194(Out out) {
    out.p("async callback");
    return done();
  }

  private record Cm244(Out out, String n, boolean bad) {
    @Async
    Coroutine<Void> enter() throws Boom {
      await(yieldNow());
      if (bad) {
        throw new Boom("enter " + n);
      }
      out.p("enter", n);
      return done();
    }

    @Async
    Coroutine<Void> exit(Throwable error) {
      await(yieldNow());
      out.p("exit", n, error);
      return done();
    }
  }

  /** The second of two fails as it is entered: the first is left, the body does not run. */
  @Async
  static Coroutine<Void> t244_awithEnterFails(Out out) {
    try {
      Cm244 a = new Cm244(out, "a", false);
      await(a.enter());
      Throwable error = null;
      try {
        Cm244 b = new Cm244(out, "b", true);
        await(b.enter());
        try {
          out.p("never");
        } finally {
          await(b.exit(null));
        }
      } catch (Throwable e) {
        error = e;
        throw e;
      } finally {
        await(a.exit(error));
      }
    } catch (Boom e) {
      out.p("caught", e);
    }
    return done();
  }

  private static final class A extends Exception {
    private static final long serialVersionUID = 1;

    A(String message) {
      super(message);
    }
  }

  private static final class B extends Exception {
    private static final long serialVersionUID = 1;

    B(String message, Throwable cause) {
      super(message, cause);
    }
  }

  @Async
  private static Coroutine<Void> exit245(Throwable error) throws B {
    await(yieldNow());
    throw new B("exit", error);
  }

  /** An exception thrown in the exit replaces the body's. */
  @Async
  static Coroutine<Void> t245_awithExitReplaces(Out out) throws A {
    try {
      Throwable error = null;
      try {
        throw new A("body");
      } catch (Throwable e) {
        error = e;
        throw e;
      } finally {
        await(exit245(error));
      }
    } catch (B e) {
      out.p(e, "| context", e.getCause());
    }
    return done();
  }
}
