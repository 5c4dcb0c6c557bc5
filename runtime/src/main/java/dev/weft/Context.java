package dev.weft;

import dev.weft.internal.Nullable;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * The values of all {@link ContextVar}s at one moment. Immutable, so a copy is a reference. Mirrors
 * {@code contextvars.Context}.
 *
 * <p>What is current belongs to the running task or callback, elsewhere to the thread. Creating a
 * task or registering a callback takes what is current then; what the task sets later stays in the
 * task.
 */
public final class Context {
  /** Without any value. */
  static final Context EMPTY = new Context(new @Nullable Object[0]);

  private static final ThreadLocal<@Nullable Context> THREAD = new ThreadLocal<>();

  /** Variables at even places, each followed by its value. Few, so a search beats a hash. */
  private final @Nullable Object[] entries;

  private Context(@Nullable Object[] entries) {
    this.entries = entries;
  }

  /** What is current on this thread. */
  public static Context current() {
    EventLoop loop = EventLoop.currentOrNull();
    if (loop != null) {
      return loop.context;
    }
    Context context = THREAD.get();
    return context == null ? EMPTY : context;
  }

  static void setCurrent(Context context) {
    EventLoop loop = EventLoop.currentOrNull();
    if (loop != null) {
      loop.context = context;
    } else if (context == EMPTY) {
      THREAD.remove();
    } else {
      THREAD.set(context);
    }
  }

  /** The value of {@code variable} here, or null when it has none; its default does not count. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(ContextVar<T> variable) {
    int place = place(variable);
    return place < 0 ? null : (T) entries[place + 1];
  }

  /** Whether {@code variable} has a value here. */
  public boolean contains(ContextVar<?> variable) {
    return place(variable) >= 0;
  }

  /**
   * Runs {@code body} on this thread with these values; what it sets is gone afterwards.
   *
   * @throws Exception what {@code body} throws
   */
  public <T> T call(Callable<T> body) throws Exception {
    Context outside = current();
    setCurrent(this);
    try {
      return body.call();
    } finally {
      setCurrent(outside);
    }
  }

  Context with(ContextVar<?> variable, @Nullable Object value) {
    Objects.requireNonNull(variable);
    int place = place(variable);
    @Nullable Object[] changed;
    if (place >= 0) {
      changed = entries.clone();
    } else {
      place = entries.length;
      changed = Arrays.copyOf(entries, place + 2);
      changed[place] = variable;
    }
    changed[place + 1] = value;
    return new Context(changed);
  }

  Context without(ContextVar<?> variable) {
    int place = place(variable);
    if (place < 0) {
      return this;
    }
    @Nullable Object[] changed = Arrays.copyOf(entries, entries.length - 2);
    System.arraycopy(entries, place + 2, changed, place, changed.length - place);
    return changed.length == 0 ? EMPTY : new Context(changed);
  }

  private int place(ContextVar<?> variable) {
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] == variable) {
        return i;
      }
    }
    return -1;
  }
}
