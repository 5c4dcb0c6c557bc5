package dev.weft;

import dev.weft.internal.Nullable;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/** What a loop watches in debug mode; otherwise there is none of these, and nothing is paid. */
final class Debug {
  static final Duration SLOW = Duration.ofMillis(100);

  private final long slowNanos;

  /** Where the tasks that are not done were created. */
  private final IdentityHashMap<Task<?>, Throwable> created = new IdentityHashMap<>();

  Debug(Duration slow) {
    slowNanos = Durations.nanos(slow);
  }

  void created(Task<?> task) {
    created.put(task, new Throwable("created here"));
  }

  /** Where {@code task} was created, or null when that was before debug mode. */
  @Nullable
  Throwable creation(Task<?> task) {
    return created.get(task);
  }

  /** {@code task} is about to end without having thrown. */
  void ended(Task<?> task, boolean unanswered) {
    Throwable where = created.remove(task);
    if (unanswered) {
      Failures.warn(task + " ended normally though it was asked to cancel", where);
    }
  }

  /**
   * {@code entry} has run, in {@code nanos} of the loop's time; of a task, {@code before} is where
   * it was.
   */
  void ran(Object entry, long nanos, List<StackTraceElement> before) {
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
