package dev.weft.transformer;

/** What becomes of the body of an async method. */
public enum Layout {
  /** Two copies: one that runs from the start, and one that is entered after a suspension. */
  FAST,
  /**
   * One copy, in which each source line has the instructions and branches of the source and no
   * others: for builds that measure coverage.
   */
  COMPACT
}
