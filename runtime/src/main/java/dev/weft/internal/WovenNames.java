package dev.weft.internal;

import java.util.Arrays;

/** What woven code looks like in a stack trace, and what its author wrote. */
public final class WovenNames {
  private static final String FRAME_INFIX = "$weft$";

  private WovenNames() {}

  /** Whether it is a class that the transformer has made. */
  public static boolean isFrameClass(String className) {
    return className.contains(FRAME_INFIX);
  }

  /** Whether it is neither the user's nor what the user has called. */
  public static boolean isGlue(StackTraceElement element) {
    String className = element.getClassName();
    return isFrameClass(className) || className.startsWith("dev.weft.codegen.");
  }

  /** The method as the user named it. */
  public static StackTraceElement asWritten(StackTraceElement element) {
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

  /** {@code stack} as the user would have it. */
  public static StackTraceElement[] asWritten(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(element -> !isGlue(element))
        .map(WovenNames::asWritten)
        .toArray(StackTraceElement[]::new);
  }
}
