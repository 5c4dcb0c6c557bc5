package dev.weft.transformer.audit;

import java.util.List;

/** Counts and lists for people. */
final class Words {
  private Words() {}

  /** Such as {@code 1 class}, {@code 2 classes}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
  }

  /** Such as {@code 12 classes, shop.Cart among them}. */
  static String some(List<String> internalNames) {
    String first = internalNames.get(0).replace('/', '.');
    return internalNames.size() == 1
        ? "class " + first
        : count(internalNames.size(), "class") + ", " + first + " among them";
  }
}
