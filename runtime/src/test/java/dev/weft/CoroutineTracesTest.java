package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;

import dev.weft.sync.AsyncQueue;
import dev.weft.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The article's programs, coroutines, and the order of tasks. */
class CoroutineTracesTest extends Traces {
  private Coroutine<Void> a() {
    return co(
        () -> {
          p("欢迎使用 a ！");
          await(sleep(Duration.ofSeconds(1)));
          p("欢迎回到 a ！");
          return done();
        });
  }

  private Coroutine<Void> b() {
    return co(
        () -> {
          p("欢迎来到 b ！");
          await(sleep(Duration.ofSeconds(2)));
          p("欢迎回到 b ！");
          return done();
        });
  }

  private Coroutine<Void> crawl(String url) {
    return co(
        () -> {
          p("crawling " + url);
          await(sleep(Duration.ofSeconds(Integer.parseInt(url.substring(4)))));
          p("OK " + url);
          return done();
        });
  }

  private Coroutine<Void> consumer(AsyncQueue<Integer> queue, String id) {
    return co(
        () -> {
          while (true) {
            int value = await(queue.get());
            p(id + " get a val : " + value);
            await(sleep(Duration.ofSeconds(1)));
          }
        });
  }

  private Coroutine<Void> producer(AsyncQueue<Integer> queue, String id, List<Integer> values) {
    return co(
        () -> {
          for (int i = 0; i < 5; i++) {
            int value = values.remove(0);
            await(queue.put(value));
            p(id + " put a val: " + value);
            await(sleep(Duration.ofSeconds(1)));
          }
          return done();
        });
  }

  private Coroutine<List<Outcome<Void>>> producersAndConsumers() {
    List<Integer> values = new ArrayList<>(List.of(7, 4, 6, 1, 8, 1, 6, 4, 7, 8));
    return co(
        () -> {
          AsyncQueue<Integer> queue = new AsyncQueue<>();
          Task<Void> consumer1 = createTask(consumer(queue, "consumer_1"));
          Task<Void> consumer2 = createTask(consumer(queue, "consumer_2"));
          Task<Void> producer1 = createTask(producer(queue, "producer_1", values));
          Task<Void> producer2 = createTask(producer(queue, "producer_2", values));
          await(sleep(Duration.ofSeconds(10)));
          consumer1.cancel();
          consumer2.cancel();
          return result(
              await(Weft.<Void>gatherSettled(consumer1, consumer2, producer1, producer2)));
        });
  }

  private void seconds(String what) {
    p(what + " " + loop().time() / 1_000_000_000 + " s");
  }

  @TestFactory
  Stream<DynamicTest> articles() {
    return Stream.of(
        trace(
            "001_article_run_tasks",
            () -> {
              Task<Void> task1 = createTask(a());
              Task<Void> task2 = createTask(b());
              p("准备开始");
              await(task1);
              p("task1 结束");
              await(task2);
              p("task2 结束");
              seconds("花费");
              return done();
            }),
        trace(
            "002_article_gather",
            () -> {
              await(gather(a(), b()));
              seconds("花费");
              return done();
            }),
        trace(
            "003_article_crawl_sequential",
            () -> {
              for (String url : List.of("url_1", "url_2")) {
                await(crawl(url));
              }
              seconds("Cost");
              return done();
            }),
        trace(
            "004_article_crawl_tasks",
            () -> {
              List<Task<Void>> tasks = new ArrayList<>();
              for (String url : List.of("url_1", "url_2")) {
                tasks.add(createTask(crawl(url)));
              }
              for (Task<Void> task : tasks) {
                await(task);
              }
              seconds("Cost");
              return done();
            }),
        trace(
            "005_article_crawl_tasks_gather",
            () -> {
              await(gather(List.of(createTask(crawl("url_1")), createTask(crawl("url_2")))));
              seconds("Cost");
              return done();
            }),
        trace(
            "006_article_producer_consumer",
            () -> {
              p(String.join(" ", classNames(await(producersAndConsumers()))));
              seconds("Cost");
              return done();
            }),
        trace(
            "007_article_producer_consumer_ties",
            VirtualClock.withCPythonTies(),
            () -> {
              await(producersAndConsumers());
              seconds("Cost");
              return done();
            }),
        trace(
            "235_loop_timer_ties",
            VirtualClock.withCPythonTies(),
            () -> {
              for (int n : List.of(2, 3, 4, 5, 8)) {
                List<Integer> out = new ArrayList<>();
                long when = loop().time() + 10_000_000;
                for (int i = 0; i < n; i++) {
                  int number = i;
                  loop().callAt(when, () -> out.add(number));
                }
                await(sleep(ms(30)));
                p(n, out);
              }
              return done();
            }));
  }

  private Coroutine<Integer> deep(int n) {
    return co(
        () -> {
          if (n == 0) {
            await(yieldNow());
            return result(0);
          }
          return result(1 + await(deep(n - 1)));
        });
  }

  private Coroutine<Void> enter(int n) {
    return co(
        () -> {
          try {
            p("enter", n);
            if (n == 0) {
              await(sleep(ms(10)));
              throw new Boom("deep");
            }
            await(enter(n - 1));
          } finally {
            p("finally", n);
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> coroutines() {
    return Stream.of(
        trace(
            "008_coro_lazy_start",
            () -> {
              Coroutine<Integer> x =
                  co(
                      () -> {
                        p("body");
                        return result(5);
                      });
              p("created");
              await(yieldNow());
              p("still not run");
              int value = await(x);
              p("result", value);
              return done();
            }),
        trace(
            "009_coro_await_inline",
            () -> {
              loop().callSoon(() -> p("tick"));
              p("a");
              Coroutine<Integer> leaf =
                  co(
                      () -> {
                        p("leaf");
                        return result(1);
                      });
              Coroutine<Integer> mid =
                  co(
                      () -> {
                        p("mid>");
                        int r = await(leaf);
                        p("mid<");
                        return result(r + 1);
                      });
              p(await(mid));
              p("b");
              await(yieldNow());
              p("c");
              return done();
            }),
        trace(
            "010_coro_await_twice",
            () -> {
              Coroutine<Integer> x =
                  co(
                      () -> {
                        p("run");
                        return result(1);
                      });
              p(await(x));
              try {
                await(x);
              } catch (IllegalStateException e) {
                p("error", e.getMessage().substring(0, e.getMessage().indexOf(':')));
              }
              return done();
            }),
        trace(
            "013_coro_deep_chain",
            () -> {
              loop().callSoon(() -> p("tick"));
              p(await(deep(200)));
              return done();
            }),
        trace(
            "041_exc_deep_finally_order",
            () -> {
              try {
                await(enter(3));
              } catch (Boom e) {
                p("caught", e);
              }
              return done();
            }),
        trace(
            "031_sleep_result_and_order",
            () -> {
              p(
                  await(sleep(ms(10), "r")),
                  await(sleep(ms(0), "z")),
                  await(sleep(ms(-5000), "neg")));
              await(gather(slept(3), slept(1), slept(2)));
              return done();
            }),
        trace(
            "032_sleep0_vs_short_sleep",
            () -> {
              await(gather(after(sleep(ms(20)), "b"), after(yieldNow(), "a")));
              return done();
            }));
  }

  private Coroutine<Void> slept(int n) {
    return co(
        () -> {
          await(sleep(ms(n * 30)));
          p("slept", n);
          return done();
        });
  }

  private Coroutine<Void> after(Coroutine<Void> first, String text) {
    return co(
        () -> {
          await(first);
          p(text);
          return done();
        });
  }
}
