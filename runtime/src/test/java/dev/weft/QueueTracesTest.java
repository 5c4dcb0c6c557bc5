package dev.weft;

import static dev.weft.Straight.await;
import static dev.weft.Straight.co;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;

import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLifoQueue;
import dev.weft.sync.AsyncPriorityQueue;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueEmptyException;
import dev.weft.sync.QueueFullException;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Queues. */
class QueueTracesTest extends Traces {
  private Coroutine<Void> getsOne(AsyncQueue<?> queue, String name) {
    return co(
        () -> {
          p("cons", name, "got", await(queue.get()));
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> order() {
    return Stream.of(
        trace(
            "133_queue_lifo_priority",
            () -> {
              AsyncLifoQueue<Integer> lifo = new AsyncLifoQueue<>();
              AsyncPriorityQueue<Integer> priority = new AsyncPriorityQueue<>();
              for (int x : List.of(3, 1, 2)) {
                lifo.putNowait(x);
                priority.putNowait(x);
              }
              p(List.of(lifo.getNowait(), lifo.getNowait(), lifo.getNowait()));
              List<Object> pairs = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                int x = await(priority.get());
                pairs.add(List.of(x, "v" + x));
              }
              p(pairs);
              return done();
            }),
        trace(
            "134_queue_bounded",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>(2);
              Coroutine<Void> producer =
                  co(
                      () -> {
                        for (int i = 0; i < 5; i++) {
                          await(queue.put(i));
                          p("put", i, "size", queue.size());
                        }
                        return done();
                      });
              Coroutine<Void> consumer =
                  co(
                      () -> {
                        for (int i = 0; i < 5; i++) {
                          p("got", await(queue.get()));
                          await(sleep(ms(10)));
                        }
                        return done();
                      });
              await(gather(producer, consumer));
              return done();
            }),
        trace(
            "136_queue_getters_fair",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              List<Task<Void>> tasks = new ArrayList<>();
              for (String name : List.of("b", "c", "a")) {
                tasks.add(createTask(getsOne(queue, name)));
              }
              await(yieldNow());
              for (int i = 0; i < 3; i++) {
                queue.putNowait(i);
              }
              await(gather(tasks));
              return done();
            }),
        trace(
            "137_queue_steal",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              Task<Void> a = createTask(getsOne(queue, "a"));
              Task<Void> b = createTask(getsOne(queue, "b"));
              await(yieldNow());
              queue.putNowait(1);
              p("stolen", queue.getNowait());
              await(yieldNow());
              queue.putNowait(2);
              await(yieldNow());
              queue.putNowait(3);
              await(gather(a, b));
              return done();
            }),
        trace(
            "229_queue_zero_maxsize_and_order_mix",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>(-1);
              for (int i = 0; i < 100; i++) {
                queue.putNowait(i);
              }
              p(queue.full(), queue.size());
              List<Integer> out = new ArrayList<>();
              await(gather(gets50(queue, out), gets50(queue, out)));
              p(out.equals(IntStream.range(0, 100).boxed().toList()));
              return done();
            }),
        trace(
            "230_queue_two_consumers_alternate",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              List<Task<Void>> consumers =
                  List.of(createTask(getsAll(queue, "A")), createTask(getsAll(queue, "B")));
              await(yieldNow());
              for (int i = 0; i < 4; i++) {
                queue.putNowait(i);
                await(yieldNow());
              }
              p("burst");
              for (int i = 4; i < 8; i++) {
                queue.putNowait(i);
              }
              await(yieldNow());
              consumers.forEach(Task::cancel);
              return done();
            }));
  }

  private static Coroutine<Void> gets50(AsyncQueue<Integer> queue, List<Integer> out) {
    return co(
        () -> {
          for (int i = 0; i < 50; i++) {
            out.add(await(queue.get()));
            await(yieldNow());
          }
          return done();
        });
  }

  private Coroutine<Void> getsAll(AsyncQueue<Integer> queue, String name) {
    return co(
        () -> {
          while (true) {
            p(name, await(queue.get()));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> cancellation() {
    return Stream.of(
        trace(
            "139_queue_nowait_errors",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>(1);
              try {
                queue.getNowait();
              } catch (QueueEmptyException e) {
                p("empty", queue.empty(), queue.full(), queue.size());
              }
              queue.putNowait(1);
              try {
                queue.putNowait(2);
              } catch (QueueFullException e) {
                p("full", queue.empty(), queue.full(), queue.size(), queue.capacity());
              }
              return done();
            }),
        trace(
            "140_queue_cancel_getter",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              Task<Void> a = createTask(getsOneOrIsCancelled(queue, "a"));
              Task<Void> b = createTask(getsOneOrIsCancelled(queue, "b"));
              await(yieldNow());
              queue.putNowait(1);
              a.cancel();
              await(waitUntil(List.of(a, b)));
              p(a.isCancelled(), queue.size());
              return done();
            }),
        trace(
            "142_queue_get_timeout",
            () -> {
              AsyncQueue<String> queue = new AsyncQueue<>();
              try {
                await(waitFor(queue.get(), ms(10)));
              } catch (TimedOutException e) {
                p("timeout");
              }
              queue.putNowait("item");
              p(await(waitFor(queue.get(), Duration.ofSeconds(1))));
              return done();
            }),
        trace(
            "224_cancel_event_wait_and_join",
            () -> {
              AsyncEvent event = new AsyncEvent();
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              queue.putNowait(1);
              Task<Void> a = createTask(event.waitForSet());
              Task<Void> b = createTask(queue.join());
              await(yieldNow());
              a.cancel();
              b.cancel();
              await(waitUntil(List.of(a, b)));
              p(a.isCancelled(), b.isCancelled());
              Task<Void> c = createTask(event.waitForSet());
              Task<Void> d = createTask(queue.join());
              await(yieldNow());
              event.set();
              queue.getNowait();
              queue.taskDone();
              await(c);
              p(true, await(d)); // Event.wait gives True in Python.
              return done();
            }));
  }

  private Coroutine<Void> getsOneOrIsCancelled(AsyncQueue<Integer> queue, String name) {
    return co(
        () -> {
          try {
            p("cons", name, "got", await(queue.get()));
          } catch (CancelledError e) {
            p("cons", name, "cancelled");
            throw e;
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> shutdown() {
    return Stream.of(
        trace(
            "v313_07_queue_shutdown",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>(1);
              queue.putNowait(1);
              Task<Void> put = createTask(expectingShutdown(queue.put(2), "blocked put"));
              await(yieldNow());
              queue.shutdown();
              await(put);
              try {
                queue.putNowait(3);
              } catch (QueueShutDownException e) {
                p("put_nowait: shut down");
              }
              p(await(queue.get()));
              await(expectingShutdown(queue.get(), "get"));
              AsyncQueue<Integer> other = new AsyncQueue<>();
              Task<Void> get = createTask(expectingShutdown(other.get(), "blocked get"));
              await(yieldNow());
              other.shutdown();
              await(get);
              return done();
            }),
        trace(
            "v313_08_queue_shutdown_immediate",
            () -> {
              AsyncQueue<Integer> queue = new AsyncQueue<>();
              queue.putNowait(1);
              queue.putNowait(2);
              Task<Void> join = createTask(queue.join());
              await(yieldNow());
              p(join.isDone());
              queue.shutdown(true);
              await(join);
              p("joined", queue.size());
              try {
                queue.getNowait();
              } catch (QueueShutDownException e) {
                p("shut down");
              }
              return done();
            }));
  }

  private Coroutine<Void> expectingShutdown(Coroutine<?> coroutine, String label) {
    return co(
        () -> {
          try {
            await(coroutine);
            p(label, "ok");
          } catch (QueueShutDownException e) {
            p(label + ": shut down");
          }
          return done();
        });
  }

  @TestFactory
  Stream<DynamicTest> workers() {
    return Stream.of(
        trace(
            "143_queue_worker_pool",
            () -> {
              AsyncQueue<int[]> queue = new AsyncQueue<>();
              List<Integer> durations = List.of(3, 1, 1, 4, 1, 5);
              for (int n = 0; n < durations.size(); n++) {
                queue.putNowait(new int[] {n, durations.get(n)});
              }
              List<Task<Void>> workers = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                workers.add(createTask(worker(queue, "w" + i)));
              }
              await(queue.join());
              workers.forEach(Task::cancel);
              p(classNames(await(Weft.<Void>gatherSettled(workers))));
              return done();
            }),
        trace(
            "254_pattern_crawler",
            () -> {
              Map<String, List<String>> graph =
                  Map.of(
                      "/", List.of("/a", "/b"),
                      "/a", List.of("/c", "/b"),
                      "/b", List.of("/d"),
                      "/c", List.of("/"),
                      "/d", List.of("/e"),
                      "/e", List.of());
              AsyncQueue<Map.Entry<String, Integer>> queue = new AsyncQueue<>();
              Set<String> seen = new HashSet<>(Set.of("/"));
              List<String> order = new ArrayList<>();
              queue.putNowait(Map.entry("/", 0));
              List<Task<Void>> workers = new ArrayList<>();
              for (int i = 0; i < 2; i++) {
                workers.add(createTask(crawler(graph, queue, seen, order)));
              }
              await(queue.join());
              workers.forEach(Task::cancel);
              await(gatherSettled(workers));
              p(order);
              return done();
            }));
  }

  private Coroutine<Void> worker(AsyncQueue<int[]> queue, String name) {
    return co(
        () -> {
          while (true) {
            int[] job = await(queue.get());
            p(name, "takes", job[0]);
            await(sleep(ms(job[1] * 30 + job[0] * 4)));
            p(name, "done", job[0]);
            queue.taskDone();
          }
        });
  }

  private static Coroutine<Void> crawler(
      Map<String, List<String>> graph,
      AsyncQueue<Map.Entry<String, Integer>> queue,
      Set<String> seen,
      List<String> order) {
    return co(
        () -> {
          while (true) {
            Map.Entry<String, Integer> next = await(queue.get());
            await(yieldNow());
            order.add(next.getKey());
            if (next.getValue() < 3) {
              for (String link : graph.get(next.getKey())) {
                if (seen.add(link)) {
                  queue.putNowait(Map.entry(link, next.getValue() + 1));
                }
              }
            }
            queue.taskDone();
          }
        });
  }
}
