package dev.weft.codegen;

import dev.weft.internal.Nullable;
import dev.weft.internal.WovenNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the chain of awaits into the stack trace of an exception while it travels up suspended
 * frames.
 *
 * <pre>
 *   physical                          written
 *   shop.Cart.price$resume(:31)       shop.Cart.price(:31)
 *   shop.Cart$weft$price.resume       shop.Cart.total(:17)     where total awaits price
 *   dev.weft.codegen.Execution.run    shop.Shop.main(:9)       where main awaits total
 *   ... the loop
 * </pre>
 *
 * An exception that was not thrown below this driver is left alone: it came out of a future, which
 * has its own history, or its trace cannot be written.
 */
final class AsyncTrace {
  /** {@code -Dweft.rawTraces=true} leaves the physical frames in every trace. */
  static final boolean RAW = Boolean.getBoolean("weft.rawTraces");

  /** As many elements as a JVM puts into a trace. */
  private static final int LONGEST = 1024;

  private static final String DRIVER = Execution.class.getName();

  private final Throwable exception;

  /** The frames passed that are not in {@link #elements} yet. */
  private final List<StackTraceElement> passed = new ArrayList<>();

  /** What was written so far; null before that, and if the exception is to be left alone. */
  private @Nullable List<StackTraceElement> elements;

  private boolean read;

  /** For an exception that a body has just thrown. */
  AsyncTrace(Throwable exception) {
    this.exception = exception;
  }

  /** The exception reaches a frame that awaits what threw it. */
  void passes(Frame<?> frame) {
    if (passed.size() < LONGEST) {
      StackTraceElement location = frame.location();
      if (location != null) {
        passed.add(location);
      }
    }
  }

  /** Before a body looks at the exception, and at the end of the task. */
  void write() {
    boolean first = !read;
    if (first) {
      read = true;
      elements = physical();
    }
    List<StackTraceElement> all = elements;
    int room = all == null ? 0 : LONGEST - all.size();
    if (all != null && (first || (room > 0 && !passed.isEmpty()))) {
      all.addAll(passed.subList(0, Math.max(0, Math.min(room, passed.size()))));
      exception.setStackTrace(all.toArray(new StackTraceElement[0]));
    }
    passed.clear();
  }

  /**
   * The frames of the body that threw it, and of what that had called; null if the exception is to
   * be left alone. Reading them is what a trace costs: not before somebody may look.
   */
  private @Nullable List<StackTraceElement> physical() {
    List<StackTraceElement> elements = new ArrayList<>();
    for (StackTraceElement element : exception.getStackTrace()) {
      if (element.getClassName().equals(DRIVER) && element.getMethodName().equals("run")) {
        return elements;
      }
      if (!WovenNames.isGlue(element)) {
        elements.add(WovenNames.asWritten(element));
      }
    }
    return null;
  }
}
