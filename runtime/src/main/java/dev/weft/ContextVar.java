package dev.weft;

import dev.weft.internal.Nullable;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A variable whose value follows the flow of a program instead of its thread. Mirrors {@code
 * contextvars.ContextVar}.
 *
 * <p>A task starts with a copy of its creator's values, and what it sets is seen by nobody else. A
 * coroutine that is awaited directly shares the values of its caller. A callback runs with the
 * values at its registration. Off any loop a thread has values of its own.
 *
 * @param <T> the type of its values
 */
public final class ContextVar<T> {
  private final String name;
  private final boolean hasFallback;
  private final @Nullable T fallback;

  private ContextVar(String name, boolean hasFallback, @Nullable T fallback) {
    this.name = Objects.requireNonNull(name);
    this.hasFallback = hasFallback;
    this.fallback = fallback;
  }

  /**
   * A variable without a default; {@code name} is for debugging.
   *
   * @param <T> the type of the value
   * @param name for {@code toString}
   * @return the variable
   */
  public static <T> ContextVar<T> of(String name) {
    return new ContextVar<>(name, false, null);
  }

  /**
   * A variable whose value is {@code fallback} wherever none was set.
   *
   * @param <T> the type of the value
   * @param name for {@code toString}
   * @param fallback its value wherever none was set
   * @return the variable
   */
  public static <T> ContextVar<T> withDefault(String name, T fallback) {
    return new ContextVar<>(name, true, fallback);
  }

  /**
   * For debugging.
   *
   * @return what it was made with
   */
  public String name() {
    return name;
  }

  /**
   * {@return the current value, else the default}
   *
   * @throws NoSuchElementException when it has neither
   */
  @SuppressWarnings("NullAway") // A value may be null when T admits it.
  public T get() {
    Context context = Context.variables();
    if (context.contains(this)) {
      return context.get(this);
    }
    if (!hasFallback) {
      throw new NoSuchElementException("no value for " + this + ": set it, or make it withDefault");
    }
    return fallback;
  }

  /**
   * {@return the current value, or {@code other} when none was set; the default does not count}
   *
   * @param other instead of a value
   */
  @SuppressWarnings("NullAway")
  public T getOrElse(T other) {
    Context context = Context.variables();
    return context.contains(this) ? context.get(this) : other;
  }

  /**
   * Sets it from here on; the token takes that back.
   *
   * @param value what {@link #get} gives from here on
   * @return for {@link #reset}
   */
  public Token<T> set(T value) {
    Context before = Context.variables();
    Context.setVariables(before.with(this, value));
    return new Token<>(this, before.contains(this), before.get(this));
  }

  /**
   * Puts back the value that was replaced by the {@link #set} that returned {@code token}.
   *
   * @param token from {@link #set}
   * @throws IllegalArgumentException when the token belongs to another variable
   * @throws IllegalStateException when the token was used already
   */
  public void reset(Token<T> token) {
    if (token.variable != this) {
      throw new IllegalArgumentException(
          "the token of " + token.variable + " cannot reset " + this);
    }
    if (token.used) {
      throw new IllegalStateException("a token of " + this + " can be used only once");
    }
    token.used = true;
    Context context = Context.variables();
    Context.setVariables(token.hadValue ? context.with(this, token.before) : context.without(this));
  }

  @Override
  public String toString() {
    return "ContextVar[" + name + "]";
  }

  /**
   * What {@link ContextVar#reset} needs to undo one {@link ContextVar#set}. Mirrors {@code
   * contextvars.Token}.
   *
   * @param <T> the type of its values
   */
  public static final class Token<T> {
    private final ContextVar<T> variable;
    private final boolean hadValue;
    private final @Nullable T before;
    private boolean used;

    Token(ContextVar<T> variable, boolean hadValue, @Nullable T before) {
      this.variable = variable;
      this.hadValue = hadValue;
      this.before = before;
    }

    /** {@return the variable it belongs to} */
    public ContextVar<T> variable() {
      return variable;
    }
  }
}
