package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.List;

/** Options, some of them likelier than others. */
final class Weighted<T> {
  private final List<T> options = new ArrayList<>();
  private final List<Integer> weights = new ArrayList<>();
  private int total;

  Weighted<T> add(int weight, T option) {
    if (weight > 0) {
      options.add(option);
      weights.add(weight);
      total += weight;
    }
    return this;
  }

  Weighted<T> addIf(boolean possible, int weight, T option) {
    return possible ? add(weight, option) : this;
  }

  T pick(Choices choices) {
    int at = choices.below(total);
    for (int i = 0; ; i++) {
      at -= weights.get(i);
      if (at < 0) {
        return options.get(i);
      }
    }
  }
}
