package dev.weft.transformer;

/** Which awaited calls may skip the coroutine object. */
public enum DirectCalls {
  /**
   * As {@link #NEST}; and calls of other classes' methods are linked when they first run, to the
   * body that the receiver's class has.
   */
  LINKED,
  /** Calls of private, static and final methods and super calls within a nest. */
  NEST,
  /** Calls of private methods: leaves everything to a mock that one can mock. */
  PRIVATE,
  /** None. */
  NONE
}
