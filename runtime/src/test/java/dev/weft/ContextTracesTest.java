package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Context variables, and tasks that start eagerly. */
class ContextTracesTest extends Traces {
  private final ContextVar<Integer> v = ContextVar.withDefault("v", 0);

  private Coroutine<Void> child(int n) {
    return co(
        () -> {
          p("child", n, "sees", v.get());
          v.set(n);
          await(yieldNow());
          p("child", n, "has", v.get());
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> contextVariables() {
    ContextVar<String> text = ContextVar.withDefault("text", "d");
    return Stream.of(
        trace(
            "181_ctx_task_copy",
            () -> {
              v.set(10);
              Task<Void> t1 = createTask(child(1));
              v.set(20);
              Task<Void> t2 = createTask(child(2));
              await(t1);
              await(t2);
              p("parent", v.get());
              return done();
            }),
        trace(
            "182_ctx_await_shares",
            () -> {
              await(
                  co(
                      () -> {
                        v.set(5);
                        await(yieldNow());
                        v.set(6);
                        return done();
                      }));
              p(v.get());
              await(
                  gather(
                      co(
                          () -> {
                            v.set(99);
                            return done();
                          })));
              p(v.get());
              return done();
            }),
        trace(
            "184_ctx_reset_token",
            () -> {
              ContextVar.Token<String> token = text.set("x");
              await(yieldNow());
              p(text.get());
              text.reset(token);
              p(text.get());
              token = text.set("y");
              await(gather(setsOther(text), setsOther(text)));
              p(text.get());
              text.reset(token);
              p(text.get());
              return done();
            }));
  }

  private static Coroutine<Void> setsOther(ContextVar<String> variable) {
    return co(
        () -> {
          variable.set("other");
          await(yieldNow());
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> eagerTasks() {
    return Stream.of(
        trace(
            "v313_01_eager_basic",
            () -> {
              loop().setTaskFactory(TaskFactory.EAGER);
              Task<Integer> a =
                  createTask(
                      co(
                          () -> {
                            p("run", 1);
                            return result(1);
                          }));
              p("created", a.isDone());
              Task<Integer> b =
                  createTask(
                      co(
                          () -> {
                            p("start", 2);
                            await(yieldNow());
                            p("resume", 2);
                            return result(2);
                          }));
              p("created", b.isDone());
              p(await(a), await(b));
              return done();
            }),
        trace(
            "v313_02_eager_current_task_and_name",
            () -> {
              loop().setTaskFactory(TaskFactory.EAGER);
              Task<?> me = currentTask();
              Task<String> task = createTask(co(() -> result(currentTask().name())));
              // CPython 3.13.0 gives the name that was asked for only after the first step.
              task.setName("eager");
              p(task.result(), currentTask() == me);
              return done();
            }),
        trace(
            "v313_04_eager_exception_order",
            () -> {
              loop().setTaskFactory(TaskFactory.EAGER);
              Task<Void> task =
                  createTask(
                      co(
                          () -> {
                            throw new Boom("eager");
                          }));
              p("created", task.isDone());
              try {
                await(task);
              } catch (Boom e) {
                p(e);
              }
              return done();
            }),
        trace(
            "v313_05_eager_context",
            () -> {
              loop().setTaskFactory(TaskFactory.EAGER);
              Task<Integer> task =
                  createTask(
                      co(
                          () -> {
                            v.set(7);
                            return result(v.get());
                          }));
              p(task.result(), v.get());
              return done();
            }));
  }
}
