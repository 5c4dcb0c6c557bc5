package dev.weft.samples.stress;

/** A failure that was meant to be. */
final class Boom extends RuntimeException {
  private static final long serialVersionUID = 1;

  Boom() {
    super("boom", null, false, false);
  }
}
