package dev.weft.transformer;

/** Which awaited calls may skip the coroutine object. */
public enum DirectCalls {
  /** Calls of private, static and final methods and super calls within a nest. */
  NEST,
  /** Calls of private methods: leaves everything to a mock that one can mock. */
  PRIVATE,
  /** None. */
  NONE
}
