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
  private static final boolean RAW = Boolean.getBoolean("weft.rawTraces");

  /** As many elements as a JVM puts into a trace. */
  private static final int LONGEST = 1024;

  private static final String DRIVER = Execution.class.getName();

  private final Throwable exception;
  private final List<StackTraceElement> elements;
  private int written;

  private AsyncTrace(Throwable exception, List<StackTraceElement> elements) {
    this.exception = exception;
    this.elements = elements;
  }

  /**
   * Begins with the frames of an exception that a body has just thrown; null if it is to be left
   * alone.
   */
  static @Nullable AsyncTrace of(Throwable exception) {
    if (RAW) {
      return null;
    }
    StackTraceElement[] physical = exception.getStackTrace();
    List<StackTraceElement> elements = new ArrayList<>();
    for (StackTraceElement element : physical) {
      if (element.getClassName().equals(DRIVER) && element.getMethodName().equals("run")) {
        return new AsyncTrace(exception, elements);
      }
      if (!WovenNames.isGlue(element)) {
        elements.add(WovenNames.asWritten(element));
      }
    }
    return null;
  }

  /** The exception reaches a frame that awaits what threw it. */
  void passes(Frame<?> frame) {
    if (elements.size() < LONGEST) {
      StackTraceElement location = frame.location();
      if (location != null) {
        elements.add(location);
      }
    }
  }

  /** Before a body sees the exception, and at the end of the task. */
  void write() {
    if (elements.size() != written) {
      written = elements.size();
      exception.setStackTrace(elements.toArray(new StackTraceElement[0]));
    }
  }
}
