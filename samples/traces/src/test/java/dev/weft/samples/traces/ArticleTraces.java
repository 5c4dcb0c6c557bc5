package dev.weft.samples.traces;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.sleep;
import static java.util.stream.Collectors.joining;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.VirtualClock;
import dev.weft.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The programs of the article that Weft began with, in their own seconds. */
final class ArticleTraces {
  private static final Duration U = Duration.ofSeconds(1);

  private ArticleTraces() {}

  @Async
  private static Coroutine<Void> a(Out out) {
    out.p("欢迎使用 a ！");
    await(sleep(U.multipliedBy(1)));
    out.p("欢迎回到 a ！");
    return done();
  }

  @Async
  private static Coroutine<Void> b(Out out) {
    out.p("欢迎来到 b ！");
    await(sleep(U.multipliedBy(2)));
    out.p("欢迎回到 b ！");
    return done();
  }

  /** Two tasks, awaited in order. */
  static void t001_articleRunTasks(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main001(out));
    out.p("花费", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<Void> main001(Out out) {
    Task<Void> task1 = createTask(a(out));
    Task<Void> task2 = createTask(b(out));
    out.p("准备开始");
    await(task1);
    out.p("task1 结束");
    await(task2);
    out.p("task2 结束");
    return done();
  }

  /** The same with gather. */
  static void t002_articleGather(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main002(out));
    out.p("花费", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<Void> main002(Out out) {
    await(gather(a(out), b(out)));
    return done();
  }

  @Async
  private static Coroutine<Void> crawlPage(Out out, String url) {
    out.p("crawling", url);
    int sleepTime = Integer.parseInt(url.substring(url.lastIndexOf('_') + 1));
    await(sleep(U.multipliedBy(sleepTime)));
    out.p("OK", url);
    return done();
  }

  /** Awaiting coroutines in a loop: one after the other. */
  static void t003_articleCrawlSequential(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main003(out, List.of("url_1", "url_2")));
    out.p("Cost", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<Void> main003(Out out, List<String> urls) {
    for (String url : urls) {
      await(crawlPage(out, url));
    }
    return done();
  }

  /** A list of tasks, awaited in order: all at the same time. */
  static void t004_articleCrawlTasks(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main004(out, List.of("url_1", "url_2")));
    out.p("Cost", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<Void> main004(Out out, List<String> urls) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (String url : urls) {
      tasks.add(createTask(crawlPage(out, url)));
    }
    for (Task<Void> task : tasks) {
      await(task);
    }
    return done();
  }

  /** The same, awaited with gather. */
  static void t005_articleCrawlTasksGather(Out out) {
    VirtualClock clock = new VirtualClock();
    VirtualTime.run(clock, main005(out, List.of("url_1", "url_2")));
    out.p("Cost", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<Void> main005(Out out, List<String> urls) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (String url : urls) {
      tasks.add(createTask(crawlPage(out, url)));
    }
    await(gather(tasks));
    return done();
  }

  @Async
  private static Coroutine<Void> consumer(Out out, AsyncQueue<Integer> queue, String id) {
    while (true) {
      int val = await(queue.get());
      out.p(id, "get a val :", val);
      await(sleep(U));
    }
  }

  @Async
  private static Coroutine<Void> producer(
      Out out, AsyncQueue<Integer> queue, String id, Iterator<Integer> vals) {
    for (int i = 0; i < 5; i++) {
      int val = vals.next();
      await(queue.put(val));
      out.p(id, "put a val:", val);
      await(sleep(U));
    }
    return done();
  }

  /** Producers and consumers over a queue; the consumers are cancelled in the end. */
  static void t006_articleProducerConsumer(Out out) {
    VirtualClock clock = new VirtualClock();
    List<Outcome<Void>> outcomes = VirtualTime.run(clock, main006(out));
    out.p(
        outcomes.stream()
            .map(outcome -> outcome.isSuccess() ? "ok" : Asyncio.name(outcome.error()))
            .collect(joining(" ")));
    out.p("Cost", clock.elapsed().dividedBy(U), "s");
  }

  /**
   * The same where equal deadlines come out of CPython's heap, which swaps the consumers each
   * round.
   */
  static void t007_articleProducerConsumerTies(Out out) {
    VirtualClock clock = VirtualClock.withCPythonTies();
    VirtualTime.run(clock, main006(out));
    out.p("Cost", clock.elapsed().dividedBy(U), "s");
  }

  @Async
  private static Coroutine<List<Outcome<Void>>> main006(Out out) {
    Iterator<Integer> vals = List.of(7, 4, 6, 1, 8, 1, 6, 4, 7, 8).iterator();
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    Task<Void> consumer1 = createTask(consumer(out, queue, "consumer_1"));
    Task<Void> consumer2 = createTask(consumer(out, queue, "consumer_2"));
    Task<Void> producer1 = createTask(producer(out, queue, "producer_1", vals));
    Task<Void> producer2 = createTask(producer(out, queue, "producer_2", vals));
    await(sleep(U.multipliedBy(10)));
    consumer1.cancel();
    consumer2.cancel();
    return result(await(gatherSettled(consumer1, consumer2, producer1, producer2)));
  }
}
