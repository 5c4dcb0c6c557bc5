package dev.weft.transformer;

/** Carries a problem that ends the work on a method or a class to where problems are collected. */
public final class TransformException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  /** For one problem. */
  public TransformException(Diagnostic diagnostic) {
    super(diagnostic.place() + ": " + diagnostic.explanation());
    this.diagnostic = diagnostic;
  }

  /** The problem. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
