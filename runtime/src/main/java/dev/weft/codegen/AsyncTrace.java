package dev.weft.codegen;

import dev.weft.internal.Nullable;
import dev.weft.internal.WovenNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Writes the chain of awaits into the stack trace of an exception while it travels up suspended
 * frames.
 *
 * <pre>
 *   physical                          written
 *   shop.Cart.price$resume(:31)       shop.Cart.price(:31)
 *   shop.Cart$weft$price.resume       shop.Cart.total(:17)     where total awaits price
 *   dev.weft.codegen.Execution.resume shop.Shop.main(:9)       where main awaits total
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

  /** The methods of the driver that run bodies. */
  private static final Set<String> DRIVES = Set.of("start", "resume");

  private final Throwable exception;

  /** The frames passed that are not in {@link #elements} yet, and what their states were. */
  private Frame<?>[] passed = new Frame<?>[8];

  private int[] states = new int[8];
  private int count;

  /** What was written so far; null before that, and if the exception is to be left alone. */
  private @Nullable List<StackTraceElement> elements;

  private boolean read;

  /** For an exception that a body has just thrown. */
  AsyncTrace(Throwable exception) {
    this.exception = exception;
  }

  /** The exception reaches a frame that awaits what threw it. */
  void passes(Frame<?> frame) {
    if (count == passed.length) {
      if (count >= LONGEST) {
        return;
      }
      passed = Arrays.copyOf(passed, 2 * count);
      states = Arrays.copyOf(states, 2 * count);
    }
    passed[count] = frame;
    states[count++] = frame.state;
  }

  /** Before a body looks at the exception, and at the end of the task. */
  void write() {
    boolean first = !read;
    if (first) {
      read = true;
      elements = physical();
    }
    List<StackTraceElement> all = elements;
    if (all != null && (first || count > 0)) {
      for (int i = 0; i < count && all.size() < LONGEST; i++) {
        StackTraceElement location = passed[i].location(states[i]);
        if (location != null) {
          all.add(location);
        }
      }
      exception.setStackTrace(all.toArray(new StackTraceElement[0]));
    }
    Arrays.fill(passed, 0, count, null);
    count = 0;
  }

  /**
   * The frames of the body that threw it, and of what that had called; null if the exception is to
   * be left alone. Reading them is what a trace costs: not before somebody may look.
   */
  private @Nullable List<StackTraceElement> physical() {
    List<StackTraceElement> elements = new ArrayList<>();
    for (StackTraceElement element : exception.getStackTrace()) {
      if (element.getClassName().equals(DRIVER) && DRIVES.contains(element.getMethodName())) {
        return elements;
      }
      if (!WovenNames.isGlue(element)) {
        elements.add(WovenNames.asWritten(element));
      }
    }
    return null;
  }
}
