package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueEmptyException;
import dev.weft.sync.QueueFullException;
import dev.weft.sync.QueueShutDownException;
import java.util.Queue;

/** One queue, and a plain one beside it to which exactly the same must happen. */
final class QueueBook {
  private final World world;
  private final AsyncQueue<Integer> queue;
  private final Queue<Integer> model;
  private boolean shutDown;
  private int unfinished;
  private int putting;
  private int getting;
  private int joining;

  QueueBook(World world, AsyncQueue<Integer> queue, Queue<Integer> model) {
    this.world = world;
    this.queue = queue;
    this.model = model;
  }

  Coroutine<Void> use() {
    return switch (world.random(12)) {
      case 0 -> putNowait();
      case 1 -> getNowait();
      case 2 -> join();
      case 3, 4, 5, 6 -> put();
      default -> get();
    };
  }

  @Async
  private Coroutine<Void> put() {
    int item = world.nextItem();
    putting++;
    try {
      await(queue.put(item));
    } finally {
      putting--;
    }
    wasPut(item);
    return done();
  }

  @Async
  private Coroutine<Void> get() {
    int item;
    getting++;
    try {
      item = await(queue.get());
    } finally {
      getting--;
    }
    wasTaken(item);
    try {
      if (world.random(3) == 0) {
        await(yieldNow());
      } else if (world.random(3) == 0) {
        await(sleep(world.someTime()));
      }
    } finally {
      taskDone();
    }
    return done();
  }

  @Async
  private Coroutine<Void> join() {
    joining++;
    try {
      await(queue.join());
    } finally {
      joining--;
    }
    return done();
  }

  private Coroutine<Void> putNowait() {
    int item = world.nextItem();
    boolean full = full();
    try {
      queue.putNowait(item);
      check(!full && !shutDown, "an item too many was put");
      wasPut(item);
    } catch (QueueFullException e) {
      check(full, "refused though there is room");
    } catch (QueueShutDownException e) {
      check(shutDown, "not shut down");
    }
    return done();
  }

  private Coroutine<Void> getNowait() {
    try {
      wasTaken(queue.getNowait());
      taskDone();
    } catch (QueueEmptyException e) {
      check(model.isEmpty() && !shutDown, "not empty");
    } catch (QueueShutDownException e) {
      check(model.isEmpty() && shutDown, "neither empty nor shut down");
    }
    return done();
  }

  private void wasPut(int item) {
    check(!shutDown, "put after the end");
    unfinished++;
    model.add(item);
    check(model.size() == queue.size(), "an item was lost or doubled");
    check(queue.capacity() == 0 || model.size() <= queue.capacity(), "over the limit");
  }

  private void wasTaken(int item) {
    Integer expected = model.poll();
    check(expected != null && expected == item, "got " + item + " for " + expected);
    check(model.size() == queue.size(), "an item was lost or doubled");
  }

  private void taskDone() {
    unfinished--;
    queue.taskDone();
  }

  void shutDown(boolean immediate) {
    shutDown = true;
    queue.shutdown(immediate);
    if (immediate) {
      unfinished -= model.size();
      model.clear();
    }
  }

  private boolean full() {
    return queue.capacity() > 0 && model.size() >= queue.capacity();
  }

  void checkIdle() {
    check(model.size() == queue.size(), "an item was lost or doubled");
    check(queue.full() == full() && queue.empty() == model.isEmpty(), "wrong size");
    check(getting == 0 || (model.isEmpty() && !shutDown), "a getter was forgotten");
    check(putting == 0 || (full() && !shutDown), "a putter was forgotten");
    check(joining == 0 || unfinished > 0, "join was forgotten");
  }

  /** Takes what is left. */
  void drain() {
    while (!model.isEmpty()) {
      wasTaken(queue.getNowait());
      taskDone();
    }
  }

  void relieve() {
    if (joining > 0 || putting > 0) {
      drain();
    }
    for (int n = getting; n > 0 && !full(); n--) {
      putNowait();
    }
  }

  boolean isUnused() {
    return putting + getting + joining == 0 && unfinished == 0 && model.isEmpty();
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      world.violation(what + ": " + this);
    }
  }

  @Override
  public String toString() {
    return queue
        + (shutDown ? " shut down" : "")
        + ", expected size "
        + model.size()
        + ", putting "
        + putting
        + ", getting "
        + getting
        + ", joining "
        + joining
        + ", unfinished "
        + unfinished;
  }
}
