package dev.weft.codegen;

import dev.weft.internal.Nullable;
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
  private static final String FRAME_INFIX = "$weft$";

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
      if (isUsers(element)) {
        elements.add(named(element));
      }
    }
    return null;
  }

  private static boolean isUsers(StackTraceElement element) {
    String className = element.getClassName();
    return !className.contains(FRAME_INFIX) && !className.startsWith("dev.weft.codegen.");
  }

  /** The method as the user named it. */
  private static StackTraceElement named(StackTraceElement element) {
    String method = element.getMethodName();
    int dollar = method.lastIndexOf('$');
    String suffix = dollar < 0 ? "" : method.substring(dollar);
    if (!suffix.equals("$async") && !suffix.equals("$resume")) {
      return element;
    }
    // Without the loader's name: that it is built in, and not to be printed, cannot be copied.
    return new StackTraceElement(
        null,
        element.getModuleName(),
        element.getModuleVersion(),
        element.getClassName(),
        method.substring(0, dollar),
        element.getFileName(),
        element.getLineNumber());
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
