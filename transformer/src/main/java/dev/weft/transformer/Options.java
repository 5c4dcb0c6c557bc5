package dev.weft.transformer;

/**
 * How to weave.
 *
 * @param directCalls which awaited calls may skip the coroutine object
 */
public record Options(DirectCalls directCalls) {
  /** What the plugin uses unless told otherwise. */
  public static final Options DEFAULT = new Options(DirectCalls.NEST);
}
