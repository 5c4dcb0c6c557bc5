package dev.weft.transformer.plan;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** What becomes of an instruction that is not just copied. */
public sealed interface Step {
  /** Left out: another step does its work. */
  record Skip() implements Step {}

  /**
   * {@code Weft.await(x)} of anything.
   *
   * @param natural the type that a coroutine's value is wanted in, a reference for anything else;
   *     what unboxes it is skipped
   * @param witness whether the class of an exception lies on top, to be dropped
   */
  record Await(SuspensionPoint point, Awaited awaited, Type natural, boolean witness)
      implements Step {}

  /** What an await waits for, as far as its static type tells. */
  enum Awaited {
    ANYTHING,
    COROUTINE,
    STAGE
  }

  /**
   * The call of an async method whose coroutine is awaited at once: becomes a call of its start
   * copy. The await itself is skipped.
   */
  record DirectAwait(
      SuspensionPoint point, MethodInsnNode call, WovenMethod callee, Conversion conversion)
      implements Step {}

  /**
   * The call of a method that returns a coroutine, which is awaited at once: is linked at run time,
   * to the start copy if there is one. The await itself is skipped.
   *
   * @param natural as in {@link Await}
   */
  record LinkedAwait(SuspensionPoint point, MethodInsnNode call, Type natural) implements Step {}

  /**
   * What happens to the natural result of a direct call before the code behind the await sees it.
   */
  enum Conversion {
    NONE,
    BOX,
    PUSH_NULL
  }

  /** A return whose operand is the result already. */
  record ReturnResult(Type result) implements Step {}

  /** {@code return done()}; the call is skipped. */
  record ReturnNothing() implements Step {}

  /**
   * {@code return other()} where the coroutine is run in place of this method, which keeps no
   * frame.
   *
   * @param covered whether a try range covers the return: the await then moves out of it
   */
  record TailAwait(boolean covered) implements Step {}

  /**
   * {@code return other()} with a direct call, at the call; the return is a {@link ReturnResult}.
   */
  record TailCall(MethodInsnNode call, WovenMethod callee) implements Step {}

  /**
   * {@code return future} in a method that returns a Task or a future: awaits it, then ends with
   * its value.
   *
   * @param covered as in {@link TailAwait}
   */
  record AwaitReturn(SuspensionPoint point, boolean stage, boolean covered) implements Step {}
}
