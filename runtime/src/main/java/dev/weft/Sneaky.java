package dev.weft;

/** Throws exceptions, checked or not, as themselves. */
final class Sneaky {
  private Sneaky() {}

  /** Never returns; declared so that callers can write {@code throw}. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> RuntimeException raise(Throwable error) throws E {
    throw (E) error;
  }
}
