package dev.weft.internal;

/** For the null checker, where an invariant of ours is beyond it. */
public final class Nulls {
  private Nulls() {}

  /** {@code value}, which is not null here. */
  @SuppressWarnings("NullAway")
  public static <T> T known(@Nullable T value) {
    return value;
  }
}
