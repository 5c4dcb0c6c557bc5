package dev.weft;

import dev.weft.internal.Nullable;
import java.util.Objects;

/**
 * How to create a task: {@code createTask(coroutine, TaskOptions.named("fetch").eager())}.
 * Immutable. Mirrors the keyword arguments of {@code asyncio.create_task}.
 */
public final class TaskOptions {
  /** A numbered name, the creator's context, first step in the loop's next iteration. */
  public static final TaskOptions DEFAULT = new TaskOptions(null, null, false);

  /** {@link #DEFAULT} with an eager start. */
  public static final TaskOptions EAGER = DEFAULT.eager();

  private final @Nullable String name;
  private final @Nullable Context context;
  private final boolean eager;

  private TaskOptions(@Nullable String name, @Nullable Context context, boolean eager) {
    this.name = name;
    this.context = context;
    this.eager = eager;
  }

  /**
   * {@return {@link #DEFAULT} with a name}
   *
   * @param name what {@link Task#name} gives
   */
  public static TaskOptions named(String name) {
    return DEFAULT.name(name);
  }

  /**
   * With that name instead of "Task-N".
   *
   * @param name what {@link Task#name} gives
   * @return changed options
   */
  public TaskOptions name(String name) {
    return new TaskOptions(Objects.requireNonNull(name, "name"), context, eager);
  }

  /**
   * Starts with those values of {@link ContextVar}s instead of the creator's.
   *
   * @param context the values
   * @return changed options
   */
  public TaskOptions context(Context context) {
    return new TaskOptions(name, Objects.requireNonNull(context, "context"), eager);
  }

  /**
   * Runs the first step inside the call that creates the task, as its own task and in its own
   * context. An exception is kept in the task. The order of events changes: a coroutine that does
   * not suspend is done when the call returns.
   *
   * @return changed options
   */
  public TaskOptions eager() {
    return new TaskOptions(name, context, true);
  }

  /** {@return the name asked for, or null} */
  public @Nullable String name() {
    return name;
  }

  /** {@return the context asked for, or null} */
  public @Nullable Context context() {
    return context;
  }

  /** {@return whether the first step runs at once} */
  public boolean isEager() {
    return eager;
  }
}
