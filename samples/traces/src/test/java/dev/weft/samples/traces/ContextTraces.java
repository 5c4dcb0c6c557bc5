package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Task;

/** ContextVar: copied into a task at its creation, shared by an inline await. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class ContextTraces {
  private ContextTraces() {}

  /** Tasks copy the values at their creation; changes do not leak back. */
  @Async
  static Coroutine<Void> t181_ctxTaskCopy(Out out) {
    ContextVar<Integer> v = ContextVar.withDefault("v", 0);
    v.set(10);
    Task<Void> t1 = createTask(child181(out, v, 1));
    v.set(20);
    Task<Void> t2 = createTask(child181(out, v, 2));
    await(t1);
    await(t2);
    out.p("parent", v.get());
    return done();
  }

  @Async
  private static Coroutine<Void> child181(Out out, ContextVar<Integer> v, int n) {
    out.p("child", n, "sees", v.get());
    v.set(n);
    await(yieldNow());
    out.p("child", n, "has", v.get());
    return done();
  }

  /** A coroutine that is awaited directly shares the caller's values. */
  @Async
  static Coroutine<Void> t182_ctxAwaitShares(Out out) {
    ContextVar<Integer> v = ContextVar.withDefault("v", 0);
    await(setter182(v));
    out.p(v.get());
    await(gather(other182(v)));
    out.p(v.get());
    return done();
  }

  @Async
  private static Coroutine<Void> setter182(ContextVar<Integer> v) {
    v.set(5);
    await(yieldNow());
    v.set(6);
    return done();
  }

  @Async
  private static Coroutine<Void> other182(ContextVar<Integer> v) {
    v.set(99);
    return done();
  }

  /** A token resets its variable across suspensions. */
  @Async
  static Coroutine<Void> t184_ctxResetToken(Out out) throws Exception {
    ContextVar<String> v = ContextVar.withDefault("v", "d");
    ContextVar.Token<String> tok = v.set("x");
    await(yieldNow());
    out.p(v.get());
    v.reset(tok);
    out.p(v.get());
    AsyncCallable<Void> other =
        () -> {
          v.set("other");
          await(yieldNow());
          return done();
        };
    tok = v.set("y");
    await(gather(other.call(), other.call()));
    out.p(v.get());
    v.reset(tok);
    out.p(v.get());
    return done();
  }
}
