package dev.weft.transformer;

/**
 * How to weave.
 *
 * @param directCalls which awaited calls may skip the coroutine object
 * @param keepLocals whether a debugger is to see every local variable in scope after a resume, also
 *     those that nothing reads any more; they are saved at each suspension then
 * @param layout what becomes of a body
 */
public record Options(DirectCalls directCalls, boolean keepLocals, Layout layout) {
  /** What the plugin uses unless told otherwise. */
  public static final Options DEFAULT = new Options(DirectCalls.NEST, false, Layout.FAST);

  /** The same with other direct calls. */
  public Options with(DirectCalls directCalls) {
    return new Options(directCalls, keepLocals, layout);
  }

  /** The same with another layout. */
  public Options with(Layout layout) {
    return new Options(directCalls, keepLocals, layout);
  }

  /** The same, with or without locals that nothing reads. */
  public Options keepingLocals(boolean keepLocals) {
    return new Options(directCalls, keepLocals, layout);
  }
}
