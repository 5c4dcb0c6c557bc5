package dev.weft.samples.traces;

/** What goes wrong in many traces: a checked exception, as most of Java's are. */
final class Boom extends Exception {
  private static final long serialVersionUID = 1;

  Boom(String message) {
    super(message);
  }

  Boom(String message, Throwable cause) {
    super(message, cause);
  }
}
