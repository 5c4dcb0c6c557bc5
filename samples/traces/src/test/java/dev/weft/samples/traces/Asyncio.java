package dev.weft.samples.traces;

import static java.util.stream.Collectors.joining;

import dev.weft.InvalidStateException;
import dev.weft.Outcome;
import dev.weft.TimedOutException;
import java.util.Collection;
import java.util.Map;

/** What the same thing is called in asyncio. */
final class Asyncio {
  private static final Map<Class<?>, String> NAMES =
      Map.of(
          TimedOutException.class, "TimeoutError",
          InvalidStateException.class, "InvalidStateError",
          IllegalStateException.class, "RuntimeError",
          IllegalArgumentException.class, "ValueError");

  /** By how Weft's message begins: what follows in it is the object in question. */
  private static final Map<String, String> MESSAGES =
      Map.ofEntries(
          Map.entry(
              "cannot reuse already awaited coroutine", "cannot reuse already awaited coroutine"),
          Map.entry("the lock is not acquired", "Lock is not acquired."),
          Map.entry(
              "released more often than acquired", "BoundedSemaphore released too many times"),
          Map.entry(
              "the initial number of permits must be >= 0", "Semaphore initial value must be >= 0"),
          Map.entry(
              "event loop stopped before the future completed",
              "Event loop stopped before Future completed."),
          Map.entry(
              "Weft.run cannot be called while an event loop is running on this thread",
              "asyncio.run() cannot be called from a running event loop"),
          Map.entry(
              "the block of this timeout was left", "Cannot change state of finished Timeout"),
          Map.entry("exception in callback", "Exception in callback"),
          Map.entry(
              "callSoon was called on thread",
              "Non-thread-safe operation invoked on an event loop other than the current one"),
          Map.entry(
              "unhandled exception during run() shutdown",
              "unhandled exception during asyncio.run() shutdown"));

  private Asyncio() {}

  /** What the Python programs print for {@code value}. */
  static String text(Object value) {
    if (value instanceof Collection<?> values) {
      return values.stream().map(Asyncio::text).collect(joining(", ", "[", "]"));
    } else if (value instanceof Outcome<?> outcome) {
      return text(outcome.isSuccess() ? outcome.get() : outcome.error());
    } else if (value instanceof Throwable error) {
      String message = error.getMessage();
      return name(error) + (message == null || message.isEmpty() ? "" : ": " + message);
    }
    return String.valueOf(value);
  }

  /** The name of the class of {@code error}. */
  static String name(Throwable error) {
    return NAMES.getOrDefault(error.getClass(), error.getClass().getSimpleName());
  }

  /** What asyncio says where Weft says {@code message}. */
  static String message(String message) {
    for (Map.Entry<String, String> entry : MESSAGES.entrySet()) {
      if (message.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return message;
  }

  /**
   * The value of what asyncio lets return True, always, and Weft nothing: {@code acquire}, {@code
   * Event.wait}.
   */
  static boolean isTrue(Void nothing) {
    return nothing == null;
  }
}
