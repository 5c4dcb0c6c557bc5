package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** Control flow around awaits: loops, handlers, expressions, locals. */
final class FlowTraces {
  private static final class A extends Exception {
    private static final long serialVersionUID = 1;

    A(String message) {
      super(message);
    }
  }

  private static final class B extends Exception {
    private static final long serialVersionUID = 1;

    B(String message) {
      super(message);
    }
  }

  private FlowTraces() {}

  /** An exception through four awaits: finally blocks innermost first, after a real suspension. */
  @Async
  static Coroutine<Void> t041_excDeepFinallyOrder(Out out) {
    try {
      await(f041(out, 3));
    } catch (Boom e) {
      out.p("caught", e);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> f041(Out out, int n) throws Boom {
    try {
      out.p("enter", n);
      if (n == 0) {
        await(sleep(ofMillis(10)));
        throw new Boom("deep");
      }
      await(f041(out, n - 1));
    } finally {
      out.p("finally", n);
    }
    return done();
  }

  /**
   * An exception thrown in a finally replaces the first one, which Java keeps only if it is told
   * to.
   */
  @Async
  static Coroutine<Void> t043_excInFinallyReplaces(Out out) throws A {
    try {
      await(c043());
    } catch (B e) {
      out.p(e, "| context", e.getSuppressed()[0]);
    }
    return done();
  }

  @Async
  @SuppressWarnings("finally")
  private static Coroutine<Void> c043() throws A, B {
    A first = null;
    try {
      await(yieldNow());
      first = new A("a");
      throw first;
    } finally {
      await(yieldNow());
      B second = new B("b");
      second.addSuppressed(first);
      throw second;
    }
  }

  /** Awaits in try, catch, else and finally on both paths. */
  @Async
  static Coroutine<Void> t044_flowTryExceptElseFinally(Out out) {
    out.p(await(c044(out, false)));
    out.p(await(c044(out, true)));
    return done();
  }

  @Async
  private static Coroutine<String> s044(Out out, String x) {
    await(yieldNow());
    out.p("s", x);
    return result(x);
  }

  @Async
  private static Coroutine<String> c044(Out out, boolean fail) {
    try {
      boolean ok = false;
      try {
        await(s044(out, "try"));
        if (fail) {
          throw new Boom("b");
        }
        ok = true;
      } catch (Boom e) {
        await(s044(out, "except"));
      }
      if (ok) {
        await(s044(out, "else"));
      }
    } finally {
      await(s044(out, "finally"));
    }
    return s044(out, "end");
  }

  /** break and continue out of a try with a finally, with awaits, inside loops. */
  @Async
  static Coroutine<Void> t046_flowLoopBreakContinueFinally(Out out) {
    for (int i = 0; i < 6; i++) {
      try {
        if (await(s046(i)) == 1) {
          continue;
        }
        if (await(s046(i)) == 4) {
          break;
        }
        out.p("body", i);
      } finally {
        await(s046(0));
        out.p("fin", i);
      }
    }
    int i = 0;
    while (await(s046(i)) < 3) {
      i++;
      for (int j = 0; j < 3; j++) {
        if (await(s046(j)) == i) {
          break;
        }
        out.p(i, j);
      }
    }
    out.p("end", i);
    return done();
  }

  @Async
  private static Coroutine<Integer> s046(int x) {
    await(yieldNow());
    return result(x);
  }

  /** Operands and arguments are evaluated from left to right around awaits. */
  @Async
  static Coroutine<Void> t047_flowOperandOrder(Out out) throws Exception {
    out.p(n047(out, 1) + await(a047(out, 2)) * n047(out, 3) + await(a047(out, 4)));
    out.p(
        Arrays.asList(
            n047(out, 1),
            await(a047(out, 2)),
            n047(out, 3),
            await(a047(out, await(a047(out, 5))))));
    int[] v = {10};
    AsyncCallable<Integer> bump =
        () -> {
          v[0] = 100;
          await(yieldNow());
          return result(1);
        };
    v[0] += await(bump.call());
    out.p("v", v[0]);
    return done();
  }

  private static int n047(Out out, int x) {
    out.p("n", x);
    return x;
  }

  @Async
  private static Coroutine<Integer> a047(Out out, int x) {
    out.p("a>", x);
    await(yieldNow());
    out.p("a<", x);
    return result(x);
  }

  /** Many live locals of mixed types survive a suspension, loop variables among them. */
  @Async
  static Coroutine<Void> t049_flowLocalsSurvive(Out out) {
    int a = 1;
    double b = 2.5;
    String c = "s";
    boolean d = true;
    List<Integer> e = new ArrayList<>(List.of(1));
    List<Integer> acc = new ArrayList<>();
    int i = -1;
    int j = -1;
    while (i < 2) {
      i++;
      int x = i * 10;
      await(y049());
      j = -1;
      while (j < 1) {
        j++;
        int z = x + j;
        await(y049());
        acc.add(z);
        e.add(z);
      }
    }
    out.p(a, b, c, d, e, acc, i, j);
    List<Supplier<Integer>> fs = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      await(y049());
      int captured = k;
      fs.add(() -> captured);
    }
    out.p(fs.stream().map(Supplier::get).toList());
    return done();
  }

  @Async
  private static Coroutine<Void> y049() {
    await(yieldNow());
    return done();
  }

  /** Nested handlers: rethrown inside, caught outside, three finally blocks with awaits. */
  @Async
  static Coroutine<Void> t050_flowNestedTryRethrow(Out out) {
    for (String k : List.of("-", "A", "B")) {
      await(f050(out, k));
    }
    return done();
  }

  @Async
  private static Coroutine<Void> f050(Out out, String kind) {
    try {
      try {
        try {
          await(y050(out, "work " + kind));
          if (kind.equals("A")) {
            throw new A("a");
          }
          if (kind.equals("B")) {
            throw new B("b");
          }
        } finally {
          await(y050(out, "fin1"));
        }
      } catch (A e) {
        await(y050(out, "inner caught A"));
        throw e;
      } finally {
        await(y050(out, "fin2"));
      }
    } catch (A | B e) {
      await(y050(out, "outer caught " + e.getClass().getSimpleName()));
    } finally {
      await(y050(out, "fin3"));
    }
    return done();
  }

  @Async
  private static Coroutine<Void> y050(Out out, String x) {
    await(yieldNow());
    out.p(x);
    return done();
  }

  /** An assignment inside a loop's condition, with await; nested loops that end early or not. */
  @Async
  static Coroutine<Void> t205_flowWalrusWhile(Out out) {
    Iterator<Integer> it = List.of(3, 1, 0, 2).iterator();
    Integer x;
    while ((x = await(next205(it))) != null) {
      int i;
      for (i = 0; i < x; i++) {
        if (i == 2) {
          break;
        }
        await(yieldNow());
        out.p(x, i);
      }
      if (i == x) {
        out.p("else", x);
      }
    }
    out.p("drained");
    return done();
  }

  @Async
  private static Coroutine<Integer> next205(Iterator<Integer> it) {
    await(yieldNow());
    return result(it.hasNext() ? it.next() : null);
  }

  /** A choice by an awaited value, with awaits in the branches. */
  @Async
  static Coroutine<Void> t206_flowMatch(Out out) {
    for (Object x : List.of(0, 1, 2, "q", 50, 500)) {
      out.p(await(f206(x)));
    }
    return done();
  }

  @Async
  private static <T> Coroutine<T> v206(T x) {
    await(yieldNow());
    return result(x);
  }

  @Async
  private static Coroutine<String> f206(Object x) {
    if (await(v206(x)) instanceof Integer number) {
      switch (number) {
        case 0:
          return result("zero");
        case 1, 2:
          int y = await(v206(number * 10));
          return result("small " + y);
        default:
          if (await(v206(number > 100))) {
            return result("huge");
          }
      }
    } else if (x instanceof String s) {
      return result("str " + await(v206(s)));
    }
    return result("default");
  }

  /** Two methods that await each other, 300 frames deep, with a suspension at the bottom. */
  @Async
  static Coroutine<Void> t208_flowMutualRecursion(Out out) {
    out.p(await(even208(300)), await(even208(151)));
    return done();
  }

  @Async
  private static Coroutine<Boolean> even208(int n) {
    if (n == 0) {
      await(yieldNow());
      return result(true);
    }
    return result(await(odd208(n - 1)));
  }

  @Async
  private static Coroutine<Boolean> odd208(int n) {
    if (n == 0) {
      await(yieldNow());
      return result(false);
    }
    return result(await(even208(n - 1)));
  }

  /** An exception in the second operand, after the first was awaited: what it did stays done. */
  @Async
  static Coroutine<Void> t209_flowExceptionMidExpression(Out out) {
    List<Integer> xs = new ArrayList<>();
    try {
      xs.add(await(v209(out, 1)) + await(bad209(out)) + await(v209(out, 3)));
    } catch (Boom e) {
      out.p(e, xs);
    }
    try {
      out.p("never", await(v209(out, 2)), await(bad209(out)));
    } catch (Boom e) {
      out.p(e);
    }
    return done();
  }

  @Async
  private static Coroutine<Integer> v209(Out out, int x) {
    out.p("v", x);
    await(yieldNow());
    return result(x);
  }

  @Async
  private static Coroutine<Integer> bad209(Out out) throws Boom {
    out.p("bad");
    await(yieldNow());
    throw new Boom("mid");
  }

  private static class Base211 extends Exception {
    private static final long serialVersionUID = 1;

    Base211(String message) {
      super(message);
    }
  }

  private static final class Derived211 extends Base211 {
    private static final long serialVersionUID = 1;

    Derived211(String message) {
      super(message);
    }
  }

  /** The caught exception and the locals around are there after an await in a catch block. */
  @Async
  static Coroutine<Void> t211_flowExceptVariableSuspension(Out out) {
    out.p(await(f211(out, new Base211("x"))));
    out.p(await(f211(out, new Derived211("y"))));
    return done();
  }

  @Async
  private static Coroutine<List<Object>> f211(Out out, Base211 e0) {
    int k = 5;
    try {
      await(yieldNow());
      throw e0;
    } catch (Derived211 e) {
      await(yieldNow());
      return result(List.of("B", e.getMessage(), k));
    } catch (Base211 e) {
      await(yieldNow());
      k++;
      return result(List.of("A", e.getMessage(), k));
    } finally {
      await(yieldNow());
      out.p("fin");
    }
  }

  /** break in a finally drops the exception. */
  @Async
  static Coroutine<Void> t212_flowFinallySwallowAndLoop(Out out) {
    out.p(await(f212()));
    return done();
  }

  @Async
  @SuppressWarnings("finally")
  private static Coroutine<Integer> f212() {
    int i;
    for (i = 0; i < 3; i++) {
      try {
        await(yieldNow());
        if (i == 1) {
          throw new IllegalArgumentException("lost");
        }
      } finally {
        await(yieldNow());
        if (i == 1) {
          break;
        }
      }
    }
    return result(i);
  }
}
