package dev.weft.transformer;

/** What becomes of the body of an async method. */
public enum Layout {
  /** Two copies: one that runs from the start, and one that is entered after a suspension. */
  FAST,
  /**
   * For builds that JaCoCo measures: the body as the compiler wrote it besides, which JaCoCo counts
   * and nobody calls. The two copies mark in its probes what has run.
   */
  COVERAGE
}
