package dev.weft;

import dev.weft.internal.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes {@link Carried} states from step to step: a loop with none of them has no such object, and
 * pays for nothing but one look at that.
 *
 * <p>Between steps the loop's thread has the values that were there before the loop ran, {@link
 * #outside}. While a task or a callback runs, it has those of its {@link Context}; when it has
 * suspended, they are taken back into its context.
 */
final class Carrying {
  private final LoopCore loop;
  private final List<Carried<Object>> states;

  /** What the thread has outside of tasks and callbacks. On the loop's thread only. */
  private Context outside = Context.EMPTY;

  private Carrying(LoopCore loop, List<Carried<Object>> states) {
    this.loop = loop;
    this.states = states;
  }

  /** {@code present}, which may be null, and {@code added} if it is not there yet. */
  @SuppressWarnings("unchecked") // A state is only ever given its own values.
  static Carrying with(LoopCore loop, @Nullable Carrying present, Carried<?> added) {
    List<Carried<Object>> states = new ArrayList<>();
    if (present != null) {
      states.addAll(present.states);
    }
    if (!states.contains(added)) {
      states.add((Carried<Object>) added);
    }
    Carrying carrying = new Carrying(loop, List.copyOf(states));
    carrying.outside = present == null ? Context.EMPTY : present.outside;
    return carrying;
  }

  /** The loop begins to run, on this thread, or has got a new state while it runs. */
  Context begin() {
    @Nullable Object[] values = new @Nullable Object[states.size()];
    for (int i = 0; i < values.length; i++) {
      Carried<Object> state = states.get(i);
      values[i] = outside.carries(state) ? outside.carried(state) : capture(state);
    }
    outside = Context.EMPTY.carrying(new CarriedValues(states, values));
    return outside;
  }

  /** The loop has ended: from here on the thread may change its values. */
  void end() {
    outside = Context.EMPTY;
  }

  /** Outside of tasks and callbacks again. */
  Context leave() {
    restore(outside);
    return outside;
  }

  /** {@code context} with the values that this thread has now. */
  Context capture(Context context) {
    @Nullable Object[] values = new @Nullable Object[states.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = capture(states.get(i));
    }
    return context.carrying(new CarriedValues(states, values));
  }

  /** Gives this thread the values of {@code context}; where it was taken without, those outside. */
  void restore(Context context) {
    for (Carried<Object> state : states) {
      try {
        state.restore((context.carries(state) ? context : outside).carried(state));
      } catch (Throwable e) {
        failed(state, e);
      }
    }
  }

  private @Nullable Object capture(Carried<Object> state) {
    try {
      return state.capture();
    } catch (Throwable e) {
      failed(state, e);
      return null;
    }
  }

  private void failed(Carried<?> state, Throwable error) {
    LoopFailure failure = new LoopFailure("carrying the state of a thread failed", error, state);
    if (loop.isOnThread()) {
      loop.report(failure);
    } else {
      Failures.log(failure);
    }
  }
}
