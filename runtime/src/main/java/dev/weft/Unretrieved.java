package dev.weft;

import dev.weft.internal.Nullable;
import java.lang.ref.Cleaner;

/**
 * A failure that nobody was waiting for. The loop is told of it once: when its future has been
 * dropped, or when the loop closes, unless somebody has looked at it before. Never refers to the
 * future, so that it can be dropped.
 */
final class Unretrieved implements Runnable {
  private static final class Cleaners {
    static final Cleaner CLEANER = Cleaner.create();
  }

  final Throwable error;
  private final EventLoop loop;
  private final String kind;
  private final String what;
  private volatile boolean settled;
  private Cleaner.@Nullable Cleanable cleanable;

  /** Neighbours in {@link EventLoop}'s list. */
  @Nullable Unretrieved previous;

  @Nullable Unretrieved following;

  private Unretrieved(Future<?> future, Throwable error) {
    this.error = error;
    this.loop = future.loop;
    this.kind = future instanceof Task ? "task" : "future";
    this.what = future + Debug.createdAt(future);
  }

  static Unretrieved watch(Future<?> future, Throwable error) {
    Unretrieved entry = new Unretrieved(future, error);
    entry.cleanable = Cleaners.CLEANER.register(future, entry);
    entry.loop.unretrieved.add(entry);
    return entry;
  }

  /** Somebody has seen it. On the loop's thread. */
  Throwable retrieve() {
    settle();
    return error;
  }

  /** On the cleaner's thread, or inside {@link #settle}. */
  @Override
  public void run() {
    if (!settled) {
      loop.tryCallSoonThreadsafe(this::report);
    }
  }

  /** On the loop's thread. */
  void report() {
    if (!settled) {
      settle();
      loop.callExceptionHandler(
          new LoopFailure(kind + " exception was never retrieved", error, what));
    }
  }

  private void settle() {
    if (!settled) {
      settled = true;
      loop.unretrieved.remove(this);
      if (cleanable != null) {
        cleanable.clean();
      }
    }
  }

  /** Those of one loop, in order. */
  static final class Registry {
    private @Nullable Unretrieved first;
    private @Nullable Unretrieved last;

    void add(Unretrieved entry) {
      entry.previous = last;
      if (last == null) {
        first = entry;
      } else {
        last.following = entry;
      }
      last = entry;
    }

    void remove(Unretrieved entry) {
      Unretrieved previous = entry.previous;
      Unretrieved following = entry.following;
      if (previous == null) {
        first = following;
      } else {
        previous.following = following;
      }
      if (following == null) {
        last = previous;
      } else {
        following.previous = previous;
      }
      entry.previous = null;
      entry.following = null;
    }

    boolean isEmpty() {
      return first == null;
    }

    void reportAll() {
      while (first != null) {
        first.report();
      }
    }
  }
}
