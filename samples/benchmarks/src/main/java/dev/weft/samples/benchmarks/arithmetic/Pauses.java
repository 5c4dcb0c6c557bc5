package dev.weft.samples.benchmarks.arithmetic;

/** Which of the pauses in the loop, one in 65,536 rounds, suspend. */
enum Pauses {
  NONE,
  FIRST,
  ALL;

  boolean suspends(int i) {
    return this == ALL || this == FIRST && i == Work.MASK;
  }
}
