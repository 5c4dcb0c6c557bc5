package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskFactory;

/** Tasks that start at once, in the call that creates them. */
@SuppressWarnings("weft:202") // Some coroutines do not await anything.
final class EagerTraces {
  private EagerTraces() {}

  /**
   * The body runs inside createTask to its first suspension; without one the task is done at once.
   */
  @Async
  static Coroutine<Void> v313_01_eagerBasic(Out out) {
    EventLoop.current().setTaskFactory(TaskFactory.EAGER);
    Task<Integer> a = createTask(now01(out, 1));
    out.p("created", a.isDone());
    Task<Integer> b = createTask(later01(out, 2));
    out.p("created", b.isDone());
    out.p(await(a), await(b));
    return done();
  }

  @Async
  private static Coroutine<Integer> now01(Out out, int n) {
    out.p("run", n);
    return result(n);
  }

  @Async
  private static Coroutine<Integer> later01(Out out, int n) {
    out.p("start", n);
    await(yieldNow());
    out.p("resume", n);
    return result(n);
  }

  /**
   * The current task is the new one during the eager step. CPython 3.13 gives it its name after
   * that step, as is written out here; a name given to createTask is seen by the step itself, as in
   * 3.14.
   */
  @Async
  static Coroutine<Void> v313_02_eagerCurrentTaskAndName(Out out) {
    EventLoop.current().setTaskFactory(TaskFactory.EAGER);
    Task<?> me = currentTask();
    Task<String> t = createTask(c02());
    t.setName("eager");
    out.p(t.result(), currentTask() == me);
    return done();
  }

  @Async
  private static Coroutine<String> c02() {
    return result(currentTask().name());
  }

  /** An exception in the eager step is kept in the task, not thrown by createTask. */
  @Async
  static Coroutine<Void> v313_04_eagerExceptionOrder(Out out) throws Boom {
    EventLoop.current().setTaskFactory(TaskFactory.EAGER);
    Task<Void> t = createTask(c04());
    out.p("created", t.isDone());
    try {
      await(t, Boom.class);
    } catch (Boom e) {
      out.p(e);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> c04() throws Boom {
    throw new Boom("eager");
  }

  /** The eager step has a copy of the values of ContextVars. */
  @Async
  static Coroutine<Void> v313_05_eagerContext(Out out) {
    EventLoop.current().setTaskFactory(TaskFactory.EAGER);
    ContextVar<Integer> v = ContextVar.withDefault("v", 0);
    Task<Integer> t = createTask(c05(v));
    out.p(t.result(), v.get());
    return done();
  }

  @Async
  private static Coroutine<Integer> c05(ContextVar<Integer> v) {
    v.set(7);
    return result(v.get());
  }
}
