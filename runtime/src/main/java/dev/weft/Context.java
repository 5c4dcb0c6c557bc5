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
 * task. The states that a loop carries ({@link EventLoop#carry(Carried)}) are taken and given back
 * together with it.
 */
public final class Context {
  /** Without any value. */
  static final Context EMPTY = new Context(new @Nullable Object[0], null);

  private static final ThreadLocal<@Nullable Context> THREAD = new ThreadLocal<>();

  /** Variables at even places, each followed by its value. Few, so a search beats a hash. */
  private final @Nullable Object[] entries;

  /** Null unless the loop that this was taken on carries states of its thread. */
  private final @Nullable CarriedValues carried;

  private Context(@Nullable Object[] entries, @Nullable CarriedValues carried) {
    this.entries = entries;
    this.carried = carried;
  }

  /**
   * {@return what is current on this thread} May be kept, and given to any thread. Mirrors {@code
   * contextvars.copy_context}.
   */
  public static Context current() {
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? ofThread() : loop.captured();
  }

  /** As {@link #current}; of what a loop carries, as it was when the task or callback began. */
  static Context variables() {
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? ofThread() : loop.context;
  }

  /** Replaces {@link #variables}. */
  static void setVariables(Context context) {
    EventLoop loop = EventLoop.currentOrNull();
    if (loop == null) {
      setOfThread(context);
    } else {
      loop.context = context;
    }
  }

  private static Context ofThread() {
    Context context = THREAD.get();
    return context == null ? EMPTY : context;
  }

  private static void setOfThread(Context context) {
    if (context == EMPTY) {
      THREAD.remove();
    } else {
      THREAD.set(context);
    }
  }

  /**
   * {@return the value of {@code variable} here, or null when it has none; its default does not
   * count}
   *
   * @param <T> the type of the value
   * @param variable the variable
   */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(ContextVar<T> variable) {
    int place = place(variable);
    return place < 0 ? null : (T) entries[place + 1];
  }

  /**
   * {@return whether {@code variable} has a value here}
   *
   * @param variable the variable
   */
  public boolean contains(ContextVar<?> variable) {
    return place(variable) >= 0;
  }

  /**
   * Runs {@code body} on this thread, which may be any, with these values; what it sets is gone
   * afterwards. Mirrors {@code contextvars.Context.run}.
   *
   * @param <T> the type of the value
   * @param body what to run
   * @return what {@code body} returned
   * @throws Exception what {@code body} throws
   */
  public <T> T call(Callable<T> body) throws Exception {
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? callOffLoop(body) : callOnLoop(loop, body);
  }

  private <T> T callOnLoop(EventLoop loop, Callable<T> body) throws Exception {
    Context outside = loop.captured();
    loop.become(this);
    try {
      return body.call();
    } finally {
      loop.become(outside);
    }
  }

  private <T> T callOffLoop(Callable<T> body) throws Exception {
    Context outside = ofThread();
    CarriedValues before = carried == null ? null : CarriedValues.capture(carried.states());
    setOfThread(this);
    try {
      if (carried != null) {
        carried.restore();
      }
      return body.call();
    } finally {
      setOfThread(outside);
      if (before != null) {
        before.restore();
      }
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
    return new Context(changed, carried);
  }

  Context without(ContextVar<?> variable) {
    int place = place(variable);
    if (place < 0) {
      return this;
    }
    @Nullable Object[] changed = Arrays.copyOf(entries, entries.length - 2);
    System.arraycopy(entries, place + 2, changed, place, changed.length - place);
    return changed.length == 0 && carried == null ? EMPTY : new Context(changed, carried);
  }

  /** With these values of what a loop carries. */
  Context carrying(CarriedValues values) {
    return new Context(entries, values);
  }

  /** Whether it was taken with a value of {@code state}. */
  boolean carries(Carried<?> state) {
    return carried != null && carried.states().contains(state);
  }

  /** The value of {@code state}, or null. */
  @Nullable
  Object carried(Carried<?> state) {
    return carried == null ? null : carried.of(state);
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
