package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The random decisions of one program: a seed always leads to the same ones. */
final class Choices {
  private final SplittableRandom random;

  Choices(long seed) {
    random = new SplittableRandom(seed);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code low} to {@code high}, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // It is read only.
  final <T> T oneOf(T... options) {
    return options[below(options.length)];
  }

  <T> T of(List<T> options) {
    return options.get(below(options.size()));
  }

  /** A random order. */
  <T> List<T> shuffled(List<T> options) {
    List<T> result = new ArrayList<>(options);
    for (int i = result.size() - 1; i > 0; i--) {
      int j = below(i + 1);
      T swapped = result.get(i);
      result.set(i, result.get(j));
      result.set(j, swapped);
    }
    return result;
  }
}
