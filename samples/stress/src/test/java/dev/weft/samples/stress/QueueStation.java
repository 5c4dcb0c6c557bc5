package dev.weft.samples.stress;

import dev.weft.Coroutine;
import dev.weft.sync.AsyncLifoQueue;
import dev.weft.sync.AsyncPriorityQueue;
import dev.weft.sync.AsyncQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Queues of one kind: now and then one is shut down, and another one takes its place. */
final class QueueStation extends Station {
  /** What kind of queue. */
  enum Kind {
    FIFO,
    LIFO,
    PRIORITY
  }

  private final Kind kind;
  private final boolean shutsDown;
  private final List<QueueBook> retired = new ArrayList<>();
  private QueueBook current;

  QueueStation(World world, Kind kind, boolean shutsDown) {
    super(world);
    this.kind = kind;
    this.shutsDown = shutsDown;
    this.current = open();
  }

  private QueueBook open() {
    int capacity = world.random(4);
    return switch (kind) {
      case FIFO -> new QueueBook(world, new AsyncQueue<>(capacity), new ArrayDeque<>());
      case LIFO ->
          new QueueBook(
              world, new AsyncLifoQueue<>(capacity), Collections.asLifoQueue(new ArrayDeque<>()));
      case PRIORITY ->
          new QueueBook(world, new AsyncPriorityQueue<>(capacity), new PriorityQueue<>());
    };
  }

  @Override
  Coroutine<Void> visit() {
    if (shutsDown && world.random(100) == 0) {
      current.shutDown(world.random(2) == 0);
      retired.add(current);
      current = open();
    }
    return current.use();
  }

  @Override
  void checkIdle() {
    current.checkIdle();
    retired.forEach(QueueBook::checkIdle);
    clearRetired();
  }

  private void clearRetired() {
    retired.forEach(QueueBook::drain);
    retired.removeIf(QueueBook::isUnused);
  }

  @Override
  void relieve() {
    current.relieve();
  }

  @Override
  void checkEnd() {
    current.drain();
    clearRetired();
    check(current.isUnused(), "a queue that somebody still uses");
    check(retired.isEmpty(), "a queue that was shut down, and that somebody still uses");
  }

  @Override
  public String toString() {
    return kind + " " + current + " " + retired;
  }
}
