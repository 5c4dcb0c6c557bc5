package dev.weft.samples.stress;

import static dev.weft.Weft.asCompleted;
import static dev.weft.Weft.await;
import static dev.weft.Weft.currentTask;
import static dev.weft.Weft.done;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.gatherSettled;
import static dev.weft.Weft.result;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.waitFor;
import static dev.weft.Weft.waitUntil;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ways to visit stations: directly, under a timeout, in child tasks, several at once. */
final class Ways {
  private final World world;

  Ways(World world) {
    this.world = world;
  }

  Coroutine<Void> any(int depth) {
    if (depth > 2) {
      return world.anyStation().visit();
    }
    return switch (world.random(24)) {
      case 0 -> inTask(depth);
      case 1 -> shielded(depth);
      case 2 -> gathered(depth);
      case 3 -> settled(depth);
      case 4, 5 -> grouped(depth);
      case 6 -> asTheyComplete(depth);
      case 7 -> waitedFor(depth);
      case 8 -> cleanedUp(depth);
      case 9 -> mischief();
      case 10, 11, 12 -> world.timeouts() ? limited(depth) : any(depth + 1);
      case 13, 14, 15 -> world.timeouts() ? limitedBlock(depth) : any(depth + 1);
      case 16 -> world.timeouts() ? limitedTask(depth) : any(depth + 1);
      default -> world.anyStation().visit();
    };
  }

  /** Ends with {@code value}, or with a Boom in the place of what went wrong. */
  @Async
  private Coroutine<Integer> valued(int value, int depth) {
    int cancelling = currentTask().cancelling();
    try {
      await(any(depth + 1));
      if (world.random(10) == 0) {
        throw new Boom();
      }
    } catch (RuntimeException e) {
      world.check(World.isExpected(e), "failed", e);
      if (world.random(3) == 0 || !isOthers(cancelling)) {
        throw new Boom(); // A failure that came in the place of a cancellation is not to be lost.
      }
    }
    return result(value);
  }

  private List<Task<Integer>> children(int depth) {
    List<Task<Integer>> children = new ArrayList<>();
    for (int i = 0, n = 1 + world.random(4); i < n; i++) {
      children.add(world.child(valued(i, depth)));
    }
    return children;
  }

  /** Whether a CancelledError is about something that this task has waited for, not about it. */
  private static boolean isOthers(int cancelling) {
    return currentTask().cancelling() == cancelling;
  }

  private Coroutine<Void> mischief() {
    world.cancelSomebody();
    return done();
  }

  @Async
  private Coroutine<Void> inTask(int depth) {
    int cancelling = currentTask().cancelling();
    Task<Integer> child = world.child(valued(3, depth));
    try {
      world.check(await(child) == 3, "another's value");
    } catch (CancelledError e) {
      if (!isOthers(cancelling)) {
        throw e;
      }
      world.check(child.isCancelled(), "cancelled, and nobody asked for it");
    }
    return done();
  }

  @Async
  private Coroutine<Void> shielded(int depth) {
    int cancelling = currentTask().cancelling();
    Task<Integer> child = world.child(valued(3, depth));
    try {
      world.check(await(shield(child)) == 3, "another's value");
    } catch (CancelledError e) {
      if (!isOthers(cancelling)) {
        throw e;
      }
      world.check(child.isCancelled(), "cancelled, and nobody asked for it");
    }
    return done();
  }

  @Async
  private Coroutine<Void> gathered(int depth) {
    int cancelling = currentTask().cancelling();
    List<Awaitable<Integer>> children = new ArrayList<>(children(depth));
    for (int i = world.random(3); i > 0; i--) {
      children.add(valued(children.size(), depth));
    }
    int distinct = children.size();
    children.add(children.get(world.random(distinct)));
    Future<List<Integer>> all = gather(children);
    try {
      List<Integer> values = await(all);
      for (int i = 0; i < distinct; i++) {
        world.check(values.get(i) == i, "another's value", values);
      }
    } catch (CancelledError e) {
      if (!isOthers(cancelling)) {
        throw e;
      }
    } finally {
      world.check(all.isDone(), "left before the end");
    }
    return done();
  }

  @Async
  private Coroutine<Void> settled(int depth) {
    List<Task<Integer>> children = children(depth);
    Future<List<Outcome<Integer>>> all = gatherSettled(children);
    try {
      List<Outcome<Integer>> outcomes = await(all);
      for (int i = 0; i < children.size(); i++) {
        Task<Integer> child = children.get(i);
        boolean value = !child.isCancelled() && child.exception() == null;
        world.check(value == outcomes.get(i).isSuccess(), "another outcome", outcomes.get(i));
        world.check(!value || outcomes.get(i).get() == i, "another's value");
      }
    } finally {
      world.check(children.stream().allMatch(Task::isDone), "left before the end");
    }
    return done();
  }

  @Async
  private Coroutine<Void> grouped(int depth) {
    List<Task<Integer>> children = new ArrayList<>();
    boolean[] bodyFailed = new boolean[1];
    int failures = 0;
    try {
      await(TaskGroup.run(group -> body(group, children, depth, bodyFailed)));
    } catch (ExceptionGroup e) {
      failures = e.exceptions().size();
      throw e;
    } finally {
      world.check(children.stream().allMatch(Task::isDone), "left before the end");
      int failed = bodyFailed[0] ? 1 : 0;
      for (Task<Integer> child : children) {
        failed += child.isDone() && !child.isCancelled() && child.exception() != null ? 1 : 0;
      }
      world.check(failures == failed, "a failure was lost or made up", children);
    }
    return done();
  }

  @Async
  private Coroutine<Void> body(
      TaskGroup group, List<Task<Integer>> children, int depth, boolean[] failed) {
    for (int i = 0, n = world.random(4); i < n; i++) {
      children.add(world.adopt(group.createTask(valued(i, depth))));
    }
    try {
      if (world.random(2) == 0) {
        await(any(depth + 1));
      }
    } catch (RuntimeException e) {
      failed[0] = true;
      throw e;
    }
    if (world.random(5) == 0) {
      group.cancel();
    } else if (world.random(3) == 0) {
      try {
        children.add(world.adopt(group.createTask(valued(9, depth))));
      } catch (IllegalStateException e) {
        world.check(e.getMessage().equals("the task group is shutting down"), "failed", e);
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> asTheyComplete(int depth) {
    int cancelling = currentTask().cancelling();
    List<Task<Integer>> children = children(depth);
    boolean limited = world.timeouts() && world.random(2) == 0;
    Set<Integer> values = new HashSet<>();
    int late = 0;
    for (Coroutine<Integer> next :
        limited ? asCompleted(children, world.someTime()) : asCompleted(children)) {
      try {
        int value = await(next);
        world.check(values.add(value), "twice", value);
        world.check(children.get(value).isDone(), "came before its end");
        world.check(late == 0, "came too late");
      } catch (TimedOutException e) {
        world.check(limited, "a timeout that nobody asked for");
        late++;
      } catch (Boom e) {
        world.check(late == 0, "came too late");
      } catch (CancelledError e) {
        if (!isOthers(cancelling)) {
          throw e;
        }
      }
    }
    return done();
  }

  @Async
  private Coroutine<Void> waitedFor(int depth) {
    List<Task<Integer>> children = children(depth);
    ReturnWhen when = ReturnWhen.values()[world.random(ReturnWhen.values().length)];
    boolean limited = world.timeouts() && world.random(2) == 0;
    var result =
        await(limited ? waitUntil(children, when, world.someTime()) : waitUntil(children, when));
    Set<Task<Integer>> both = new HashSet<>(result.done());
    both.addAll(result.pending());
    world.check(both.equals(Set.copyOf(children)), "some are missing");
    world.check(
        result.done().size() + result.pending().size() == children.size(), "some are in both");
    world.check(result.done().stream().allMatch(Task::isDone), "done, it says");
    world.check(result.pending().stream().noneMatch(Task::isDone), "pending, it says");
    boolean enough =
        limited
            || result.pending().isEmpty()
            || switch (when) {
              case ALL_COMPLETED -> false;
              case FIRST_COMPLETED -> !result.done().isEmpty();
              case FIRST_EXCEPTION ->
                  result.done().stream().anyMatch(c -> !c.isCancelled() && c.exception() != null);
            };
    world.check(enough, "ended too early", when);
    return done();
  }

  /** Suspends on its way out, when it is cancelled too. */
  @Async
  private Coroutine<Void> cleanedUp(int depth) {
    int[] cleanups = new int[1];
    try {
      await(any(depth + 1));
    } finally {
      cleanups[0]++;
      await(world.pause());
    }
    world.check(cleanups[0] == 1, "cleaned up twice");
    return done();
  }

  @Async
  private Coroutine<Void> limited(int depth) {
    await(waitFor(any(depth + 1), Duration.ofMillis(world.random(6))));
    return done();
  }

  @Async
  private Coroutine<Void> limitedTask(int depth) {
    int cancelling = currentTask().cancelling();
    Task<Integer> child = world.child(valued(3, depth));
    try {
      world.check(await(waitFor(child, world.someTime())) == 3, "another's value");
    } catch (CancelledError e) {
      if (!isOthers(cancelling)) {
        throw e;
      }
      world.check(child.isCancelled(), "cancelled, and nobody asked for it");
    } catch (TimedOutException e) {
      world.check(child.isDone(), "timed out, and the child goes on");
    }
    return done();
  }

  @Async
  private Coroutine<Void> limitedBlock(int depth) {
    int cancelling = currentTask().cancelling();
    long[] deadline = new long[1];
    try {
      await(
          timeout(
              world.someTime(),
              limit -> {
                if (world.random(3) == 0) {
                  await(yieldNow());
                  limit.reschedule(world.loop().time() + world.someTime().toNanos());
                }
                deadline[0] = limit.when();
                await(any(depth + 1));
                return done();
              }));
    } catch (TimedOutException e) {
      // Either this one, whose time has come, or one inside.
      world.check(
          currentTask().cancelling() >= cancelling, "a timeout took back another's cancellation");
    }
    return done();
  }
}
