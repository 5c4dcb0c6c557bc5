package dev.weft;

import dev.weft.internal.Nullable;
import java.util.List;

/**
 * The values of some {@link Carried} states at one moment: a part of the {@link Context} that was
 * taken then. Immutable.
 */
final class CarriedValues {
  private final List<Carried<Object>> states;

  /** As many as {@link #states}, in the same order. */
  private final @Nullable Object[] values;

  CarriedValues(List<Carried<Object>> states, @Nullable Object[] values) {
    this.states = states;
    this.values = values;
  }

  /** Those of the calling thread now. */
  static CarriedValues capture(List<Carried<Object>> states) {
    @Nullable Object[] values = new @Nullable Object[states.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = states.get(i).capture();
    }
    return new CarriedValues(states, values);
  }

  /** Makes them those of the calling thread. */
  void restore() {
    for (int i = 0; i < values.length; i++) {
      states.get(i).restore(values[i]);
    }
  }

  List<Carried<Object>> states() {
    return states;
  }

  /** The value of {@code state}, or null when there is none. */
  @Nullable
  Object of(Carried<?> state) {
    int index = states.indexOf(state);
    return index < 0 ? null : values[index];
  }
}
