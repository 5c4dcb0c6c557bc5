package dev.weft.samples.producerconsumer;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.sync.AsyncQueue;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Two producers and two consumers over a queue. The consumers would wait for ever: they are
 * cancelled, and their ends gathered as outcomes.
 *
 * <p>Run it: {@code mvn -q -Prun -Dsample=producer-consumer process-classes}
 */
public final class ProducerConsumer {
  private ProducerConsumer() {}

  @Async
  static Coroutine<Void> consumer(AsyncQueue<Integer> queue, String id) {
    while (true) {
      int val = await(queue.get());
      System.out.println(id + " get a val : " + val);
      await(sleep(Duration.ofSeconds(1)));
    }
  }

  @Async
  static Coroutine<Void> producer(AsyncQueue<Integer> queue, String id, Iterator<Integer> vals) {
    for (int i = 0; i < 5; i++) {
      int val = vals.next();
      await(queue.put(val));
      System.out.println(id + " put a val: " + val);
      await(sleep(Duration.ofSeconds(1)));
    }
    return done();
  }

  @Async
  static Coroutine<Void> produceAndConsume() {
    Iterator<Integer> vals = List.of(7, 4, 6, 1, 8, 1, 6, 4, 7, 8).iterator();
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    Task<Void> consumer1 = createTask(consumer(queue, "consumer_1"));
    Task<Void> consumer2 = createTask(consumer(queue, "consumer_2"));
    Task<Void> producer1 = createTask(producer(queue, "producer_1", vals));
    Task<Void> producer2 = createTask(producer(queue, "producer_2", vals));
    await(sleep(Duration.ofSeconds(10)));
    consumer1.cancel();
    consumer2.cancel();
    List<Outcome<Void>> outcomes = await(gatherSettled(consumer1, consumer2, producer1, producer2));
    System.out.println(
        outcomes.stream().map(ProducerConsumer::describe).collect(Collectors.joining(" ")));
    return done();
  }

  private static String describe(Outcome<Void> outcome) {
    return outcome.isSuccess() ? "ok" : outcome.error().getClass().getSimpleName();
  }

  static String spent(Duration time) {
    return String.format(Locale.ROOT, "Cost %.2f s", time.toNanos() / 1e9);
  }

  public static void main(String[] args) {
    long start = System.nanoTime();
    Weft.run(produceAndConsume());
    System.out.println(spent(Duration.ofNanos(System.nanoTime() - start)));
  }
}
