package dev.weft.samples.stress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.createTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionGroup;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TaskOptions;
import dev.weft.TimedOutException;
import dev.weft.sync.BrokenBarrierException;
import dev.weft.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Workers that use stations in a random order while random tasks are cancelled; everything follows
 * from the seed. After a while nobody is cancelled any more and nobody begins anything new, and all
 * must come to an end.
 */
final class World {
  private static final int[] SIZES = {2, 3, 5, 10, 10, 30, 100, 300, 2_000};
  private static final long LONGEST = Duration.ofSeconds(5).toNanos();

  private final long seed;
  private final Random random;
  private final StressClock clock = new StressClock();
  private final EventLoop loop = EventLoop.create(clock);
  private final List<Station> stations = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final Victims victims = new Victims();
  private final boolean timeouts;
  private final boolean cancels;
  private final int size;
  private boolean ending;
  private int items;
  private long visits;

  /** How many steps are interrupted by the first step of an eager task. */
  private int eager;

  private String violation;

  World(long seed) {
    this.seed = seed;
    random = new Random(seed * 0x9E3779B97F4A7C15L); // Near seeds, different worlds.
    size = SIZES[random.nextInt(SIZES.length)];
    timeouts = random.nextInt(5) > 0;
    cancels = random.nextInt(5) > 0;
    for (QueueStation.Kind kind : QueueStation.Kind.values()) {
      stations.add(new QueueStation(this, kind, random.nextBoolean()));
    }
    stations.add(new LockStation(this));
    stations.add(new SemaphoreStation(this, false));
    stations.add(new SemaphoreStation(this, true));
    stations.add(new EventStation(this));
    stations.add(new BarrierStation(this));
    stations.add(new FutureStation(this));
    while (stations.size() > 1 && random.nextInt(3) == 0) {
      stations.remove(random.nextInt(stations.size())); // More of a crowd at the others.
    }
  }

  /**
   * Runs it to its end, and returns how many visits there were.
   *
   * @throws AssertionError naming the seed when something was violated
   */
  long live() {
    loop.setExceptionHandler(failure -> violation("reported: " + failure));
    clock.atIdle(this::checkIdle);
    try (Runner runner = new Runner(loop)) {
      runner.run(life());
      stations.forEach(Station::checkEnd);
      check(loop.allTasks().isEmpty(), "tasks are left", loop.allTasks());
      check(victims.isEmpty(), "children are left");
    } catch (Throwable e) {
      violation("ended with " + e);
      throw new AssertionError("seed " + seed + "L: " + violation, e);
    }
    if (violation != null) {
      throw new AssertionError("seed " + seed + "L: " + violation);
    }
    return visits;
  }

  @Async
  private Coroutine<Void> life() {
    for (int i = 0; i < size; i++) {
      Worker worker = new Worker(this, i);
      workers.add(worker);
      worker.start();
    }
    if (cancels) {
      loop.callSoon(this::strike);
    }
    await(sleep(Duration.ofMillis(20 + random(60))));
    ending = true;
    while (loop.allTasks().size() > 1) {
      stations.forEach(Station::relieve);
      await(sleep(Duration.ofMillis(1)));
    }
    return done();
  }

  /** Cancels some, and comes again. */
  private void strike() {
    if (ending) {
      return;
    }
    for (int n = 1 + size / 20; n > 0; n--) {
      cancelSomebody();
    }
    if (random(3) == 0) {
      loop.callSoon(this::strike);
    } else {
      loop.callLater(someTime(), this::strike);
    }
  }

  void cancelSomebody() {
    if (ending || !cancels) {
      return;
    }
    if (eager == 0 && random(2) == 0) {
      workers.get(random(workers.size())).cancel();
    } else {
      victims.cancelOne(random);
    }
  }

  /** Keeps an eye on a task that some worker has created. */
  <T> Task<T> adopt(Task<T> task) {
    if (!task.isDone()) {
      victims.add(task);
    }
    task.onDone(
        done -> {
          victims.remove(task);
          check(!done.isCancelled() || task.cancelling() > 0, "cancelled by nobody", task);
          Throwable error = done.isCancelled() ? null : done.exception();
          check(error == null || isExpected(error), "failed", error);
        });
    return task;
  }

  <T> Task<T> child(Coroutine<T> coroutine) {
    if (random(4) > 0) {
      return adopt(createTask(coroutine));
    }
    eager++;
    try {
      return adopt(createTask(coroutine, TaskOptions.EAGER));
    } finally {
      eager--;
    }
  }

  /** What a visit may end with. */
  static boolean isExpected(Throwable error) {
    return error instanceof Boom
        || error instanceof TimedOutException
        || error instanceof QueueShutDownException
        || error instanceof BrokenBarrierException
        || (error instanceof ExceptionGroup group
            && group.exceptions().stream().allMatch(World::isExpected));
  }

  private void checkIdle() {
    stations.forEach(Station::checkIdle);
    if (loop.time() > LONGEST) {
      violation("somebody waits for ever: " + stuck());
    }
    if (violation != null) {
      throw new AssertionError(violation);
    }
  }

  private String stuck() {
    StringBuilder text = new StringBuilder();
    for (Task<?> task : loop.allTasks()) {
      text.append("\n  ").append(task).append(" ").append(task.stack());
    }
    return text.append("\n").append(stations).toString();
  }

  /** The first counts: what follows may be its consequence. */
  void violation(String what) {
    if (violation == null) {
      violation = "at " + Duration.ofNanos(clock.nanos()) + ": " + what;
    }
  }

  void check(boolean holds, String what) {
    if (!holds) {
      violation(what);
    }
  }

  void check(boolean holds, String what, Object about) {
    if (!holds) {
      violation(what + ": " + about);
    }
  }

  Station anyStation() {
    visits++;
    return stations.get(random(stations.size()));
  }

  @Async
  Coroutine<Void> pause() {
    if (random(3) == 0) {
      await(yieldNow());
    } else if (random(3) > 0) {
      await(sleep(someTime()));
    }
    return done();
  }

  /** In whole milliseconds, so that much happens at the same time; at least one. */
  Duration someTime() {
    return Duration.ofMillis(1 + random(5));
  }

  /** No two are the same, and neither order is that of the others. */
  int nextItem() {
    return Integer.reverse(++items) >>> 1;
  }

  int random(int bound) {
    return random.nextInt(bound);
  }

  boolean timeouts() {
    return timeouts;
  }

  boolean isEnding() {
    return ending;
  }

  EventLoop loop() {
    return loop;
  }
}
