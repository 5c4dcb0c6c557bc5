package dev.weft;

import dev.weft.internal.Nullable;
import java.util.Objects;

/**
 * State of a thread that is to belong to tasks instead: what {@link EventLoop#carry(Carried)}
 * registers. For a ThreadLocal {@link #of} is enough; this interface is for state that is reached
 * otherwise, such as the diagnostic context of a logging library:
 *
 * <pre>
 * class CarriedMdc implements Carried&lt;Map&lt;String, String&gt;&gt; {
 *   public Map&lt;String, String&gt; capture() {
 *     return MDC.getCopyOfContextMap();
 *   }
 *   public void restore(Map&lt;String, String&gt; state) {
 *     if (state == null) MDC.clear(); else MDC.setContextMap(state);
 *   }
 * }
 * </pre>
 *
 * <p>Both methods are called at every step of every task, on the thread that runs it, and have to
 * be quick. What they throw goes to the loop's exception handler, on other threads than the loop's
 * to the log, and the state counts as null. New code does better with a {@link ContextVar}, which
 * needs neither. Mirrors nothing in asyncio; Kotlin has {@code ThreadContextElement}.
 *
 * @param <S> what is remembered of the state; not to be changed after {@link #capture} has returned
 *     it
 */
public interface Carried<S> {
  /** {@return the state of the calling thread; null when it has none} */
  @Nullable
  S capture();

  /**
   * Makes {@code state}, which {@link #capture} has returned on some thread, that of this one.
   *
   * @param state what was captured
   */
  void restore(@Nullable S state);

  /**
   * The value of {@code local}. Where it was null, the ThreadLocal is removed, so that its initial
   * value is made anew. Two of the same ThreadLocal are equal.
   *
   * @param <T> the type of its value
   * @param local the ThreadLocal
   * @return for {@link EventLoop#carry(Carried)}
   */
  static <T> Carried<T> of(ThreadLocal<T> local) {
    return new CarriedLocal<>(Objects.requireNonNull(local, "local"));
  }
}
