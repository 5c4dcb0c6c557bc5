package dev.weft.codegen;

/**
 * How a body of the compact layout leaves the place where it has to wait: thrown by {@link
 * Execution#leaveIfSuspended}, and caught in the same method. No user code ever sees it.
 */
public final class SuspendSignal extends Error {
  private static final long serialVersionUID = 1;

  SuspendSignal() {
    super("a suspension on its way out", null, false, false);
  }
}
