package dev.weft.codegen;

/**
 * Whether a coroutine is given twice. Coroutines that have not started are marked in their state
 * for the time of the look: a hash code for each would cost more than a task. The one object that
 * stands for every {@code yieldNow()} may be marked by two loops at once; it is then taken for
 * given twice, or not, and either is right, since it may be run any number of times.
 */
public final class Twice {
  private Twice() {}

  /**
   * To be called on the thread that may start them.
   *
   * @param given coroutines and others
   * @return false when every coroutine among them is there once
   */
  public static boolean any(Object[] given) {
    boolean twice = false;
    for (Object one : given) {
      if (one instanceof Frame<?> coroutine) {
        if (coroutine.state == 0) {
          coroutine.state = Frame.GIVEN;
        } else {
          twice = true; // Or is not to be started, or watched: nobody counts on speed then.
        }
      }
    }
    for (Object one : given) {
      if (one instanceof Frame<?> coroutine && coroutine.state == Frame.GIVEN) {
        coroutine.state = 0;
      }
    }
    return twice;
  }
}
