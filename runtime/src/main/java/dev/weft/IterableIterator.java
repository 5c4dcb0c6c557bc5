package dev.weft;

import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import dev.weft.internal.Nullable;
import java.util.Iterator;
import java.util.Objects;

/** The elements of an Iterable, which are there already. */
final class IterableIterator<T> implements AsyncIterator<T> {
  private final Iterable<? extends T> elements;

  /** Null before the first advance. */
  private @Nullable Iterator<? extends T> iterator;

  private @Nullable T current;
  private boolean hasCurrent;
  private boolean closed;

  IterableIterator(Iterable<? extends T> elements) {
    this.elements = Objects.requireNonNull(elements, "elements");
  }

  @Override
  public Coroutine<Boolean> advance() {
    return new Advance(this);
  }

  private boolean move() {
    if (iterator == null) {
      iterator = elements.iterator();
    }
    hasCurrent = !closed && iterator.hasNext();
    current = hasCurrent ? iterator.next() : null;
    return hasCurrent;
  }

  @Override
  @SuppressWarnings("NullAway") // An element may be null when T admits it.
  public T current() {
    if (!hasCurrent) {
      throw new IllegalStateException("no current element: advance() has not returned true");
    }
    return current;
  }

  @Override
  public Coroutine<Void> close() {
    return new Close(this);
  }

  @Override
  public String toString() {
    return "AsyncIterator[" + elements.getClass().getName() + "]";
  }

  private static final class Advance extends Frame<Boolean> {
    private final IterableIterator<?> iterator;

    Advance(IterableIterator<?> iterator) {
      this.iterator = iterator;
    }

    @Override
    public @Nullable Object start(Execution x) {
      begin();
      return iterator.move();
    }

    @Override
    protected @Nullable Object resume(Execution x) {
      throw new AssertionError("never suspended");
    }
  }

  private static final class Close extends Frame<Void> {
    private final IterableIterator<?> iterator;

    Close(IterableIterator<?> iterator) {
      this.iterator = iterator;
    }

    @Override
    public @Nullable Object start(Execution x) {
      begin();
      iterator.closed = true;
      iterator.hasCurrent = false;
      iterator.current = null;
      return null;
    }

    @Override
    protected @Nullable Object resume(Execution x) {
      throw new AssertionError("never suspended");
    }
  }
}
