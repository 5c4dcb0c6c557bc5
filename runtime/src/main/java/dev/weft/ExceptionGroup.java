package dev.weft;

import dev.weft.internal.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Several exceptions that happened at the same time, groups among them. Each is also {@linkplain
 * #getSuppressed suppressed}, for the stack trace. Mirrors Python's {@code ExceptionGroup}.
 */
public final class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The message without the number. */
  private final String title;

  private final transient List<Throwable> exceptions;

  /**
   * Of those exceptions.
   *
   * @param title what the message begins with; their number follows
   * @param exceptions at least one, groups among them
   * @throws IllegalArgumentException when there are none
   */
  public ExceptionGroup(String title, List<? extends Throwable> exceptions) {
    super(
        title
            + " ("
            + exceptions.size()
            + (exceptions.size() == 1 ? " sub-exception)" : " sub-exceptions)"));
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("a group needs at least one exception: " + title);
    }
    this.title = title;
    this.exceptions = List.copyOf(exceptions);
    for (Throwable exception : exceptions) {
      addSuppressed(exception);
    }
  }

  /** {@return the exceptions, in the order they happened} */
  public List<Throwable> exceptions() {
    return exceptions;
  }

  /**
   * {@return the exceptions for which {@code test} holds, in the same nesting; null when there are
   * none}
   *
   * @param test true for those wanted
   */
  public @Nullable ExceptionGroup subgroup(Predicate<? super Throwable> test) {
    return split(test).matching();
  }

  /**
   * {@return the exceptions of that type, in the same nesting; null when there are none}
   *
   * @param type those wanted
   */
  public @Nullable ExceptionGroup subgroup(Class<? extends Throwable> type) {
    return split(type).matching();
  }

  /**
   * As {@link #split(Predicate)}, by type.
   *
   * @param type those wanted
   * @return those for which it holds, and the others
   */
  public Split split(Class<? extends Throwable> type) {
    return split(type::isInstance);
  }

  /**
   * Divides the exceptions by {@code test}, keeping the nesting; a group for which it holds is
   * taken whole.
   *
   * @param test true for those wanted
   * @return those for which it holds, and the others
   */
  public Split split(Predicate<? super Throwable> test) {
    if (test.test(this)) {
      return new Split(this, null);
    }
    List<Throwable> matching = new ArrayList<>();
    List<Throwable> rest = new ArrayList<>();
    for (Throwable exception : exceptions) {
      if (exception instanceof ExceptionGroup group) {
        Split split = group.split(test);
        if (split.matching() != null) {
          matching.add(split.matching());
        }
        if (split.rest() != null) {
          rest.add(split.rest());
        }
      } else {
        (test.test(exception) ? matching : rest).add(exception);
      }
    }
    return new Split(derive(matching), derive(rest));
  }

  private @Nullable ExceptionGroup derive(List<Throwable> some) {
    if (some.isEmpty()) {
      return null;
    }
    ExceptionGroup group = new ExceptionGroup(title, some);
    group.setStackTrace(getStackTrace());
    if (getCause() != null) {
      group.initCause(getCause());
    }
    return group;
  }

  /**
   * The two parts of a group.
   *
   * @param matching those that were asked for, or null
   * @param rest the others, or null
   */
  public record Split(@Nullable ExceptionGroup matching, @Nullable ExceptionGroup rest) {}
}
