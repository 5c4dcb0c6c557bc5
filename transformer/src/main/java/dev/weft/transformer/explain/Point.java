package dev.weft.transformer.explain;

import java.util.List;

/**
 * A place where a method may be suspended.
 *
 * @param number counts the points of a method from 1, in the order of the bytecode
 * @param line in the source; 0 if unknown
 * @param callee the call whose result is awaited, such as {@code Stock.count}; empty where it is no
 *     call
 * @param guarded whether a try range of the method covers it: an exception of what is awaited then
 *     goes on in the method
 * @param layout which of the frame's save methods stores the values: {@code save$n}
 */
public record Point(
    int number,
    int line,
    Awaited awaited,
    String callee,
    boolean guarded,
    int layout,
    List<SavedValue> saved) {

  /** How the awaited value is reached. */
  public enum Awaited {
    /** The start copy of another method of the nest is called, without a coroutine object. */
    DIRECT,
    /** The call is linked at run time: to a start copy, or to what makes the coroutine object. */
    LINKED,
    /** A coroutine, task or future. */
    AWAITABLE,
    /** A CompletionStage. */
    STAGE,
    /** The future that is returned is awaited in place of the return. */
    RETURNED
  }

  /** What the values take in the frame. */
  public int savedBytes() {
    return saved.stream().mapToInt(SavedValue::bytes).sum();
  }
}
