package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.WovenNames;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a loop watches in debug mode; otherwise there is none of these, and nothing is paid. */
final class Debug {
  static final Duration SLOW = Duration.ofMillis(100);

  /** Through whom tasks are created on behalf of others. */
  private static final Set<String> CREATORS =
      Stream.of(
              Debug.class,
              EventLoop.class,
              Weft.class,
              Gather.class,
              AsCompleted.class,
              TaskGroup.class,
              Runner.class,
              Submission.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final long slowNanos;

  /** When the entry that runs began, and where it was if it is a task. */
  private long began;

  private List<StackTraceElement> before = List.of();

  /** Where the tasks that are not done were created. */
  private final IdentityHashMap<Task<?>, Throwable> created = new IdentityHashMap<>();

  Debug(Duration slow) {
    slowNanos = Durations.nanos(slow);
  }

  void created(Task<?> task) {
    Throwable where = new Throwable("created here");
    where.setStackTrace(WovenNames.asWritten(where.getStackTrace()));
    created.put(task, where);
  }

  /** Where {@code task} was created, or null when that was before debug mode or it is done. */
  @Nullable
  Throwable creation(Task<?> task) {
    return created.get(task);
  }

  /** Of a task that is about to end: ", created at" the place, as far as it is known; else "". */
  static String createdAt(Future<?> future) {
    Debug debug = future.loop.debug;
    Throwable where = debug == null ? null : debug.created.get(future);
    if (where == null) {
      return "";
    }
    for (StackTraceElement element : where.getStackTrace()) {
      if (!CREATORS.contains(element.getClassName())) {
        return ", created at " + element;
      }
    }
    return "";
  }

  /** {@code task} is about to end normally, though it was asked to cancel. */
  void ignoredCancellation(Task<?> task) {
    Failures.warn(task + " ended normally though it was asked to cancel", creation(task));
  }

  /** {@code task} is done. */
  void ended(Task<?> task) {
    created.remove(task);
  }

  /** {@code entry} is about to run, at {@code now} of the loop's time. */
  void begins(Object entry, long now) {
    began = now;
    before = entry instanceof Task<?> task ? task.stack() : List.of();
  }

  /** {@code entry} has run, until {@code now}. */
  void ran(Object entry, long now) {
    long nanos = now - began;
    if (nanos < slowNanos) {
      return;
    }
    String place = before.isEmpty() ? "" : " from " + before.get(0);
    if (entry instanceof Task<?> task && !task.isDone() && !task.stack().isEmpty()) {
      place += " to " + task.stack().get(0);
    }
    String seconds = String.format(Locale.ROOT, "%.3f", nanos / 1e9);
    Failures.warn("the loop was blocked: " + entry + place + " took " + seconds + " seconds", null);
  }
}
