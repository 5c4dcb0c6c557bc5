package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The elements of a {@link Flow.Publisher}. Its threads put them into {@link #arrived}, or the end
 * into {@link #end}, and then wake the task, if one waits: it announces itself in {@link #sleeper}
 * and then looks again. One of the two sees the other.
 */
final class PublisherIterator<T> implements AsyncIterator<T>, Flow.Subscriber<T> {
  /** In {@link #end}: without an error. */
  private static final Object COMPLETE = "complete";

  private final Flow.Publisher<? extends T> publisher;
  private final int buffer;

  // Shared with the publisher's threads.
  private final ConcurrentLinkedQueue<T> arrived = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requested = new AtomicInteger();
  private final AtomicReference<@Nullable Object> end = new AtomicReference<>();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private final AtomicReference<@Nullable CompletableFuture<Object>> sleeper =
      new AtomicReference<>();
  private volatile boolean cancelled;

  // On the loop's thread.
  private boolean subscribed;
  private boolean advancing;
  private @Nullable T current;

  /** How many were taken since more were requested. */
  private int taken;

  PublisherIterator(Flow.Publisher<? extends T> publisher, int buffer) {
    this.publisher = Objects.requireNonNull(publisher, "publisher");
    this.buffer = buffer;
    if (buffer <= 0) {
      throw new IllegalArgumentException("the buffer must hold at least one element: " + buffer);
    }
  }

  // ---- from the publisher, on any thread ----

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    if (!this.subscription.compareAndSet(null, Objects.requireNonNull(subscription))) {
      subscription.cancel(); // The second one.
    } else if (cancelled) {
      subscription.cancel();
    } else {
      request(subscription, buffer);
    }
  }

  @Override
  public void onNext(T element) {
    Objects.requireNonNull(element, "element");
    if (cancelled) {
      return;
    }
    if (requested.decrementAndGet() < 0) {
      cancelSubscription();
      ended(new IllegalStateException("the publisher sent more than was requested: " + publisher));
      return;
    }
    arrived.add(element);
    wake();
  }

  @Override
  public void onError(Throwable error) {
    ended(Objects.requireNonNull(error, "error"));
  }

  @Override
  public void onComplete() {
    ended(COMPLETE);
  }

  private void ended(Object how) {
    if (end.compareAndSet(null, how)) {
      wake();
    }
  }

  private void wake() {
    CompletableFuture<Object> waiting = sleeper.getAndSet(null);
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  private void request(Flow.Subscription subscription, int number) {
    requested.addAndGet(number); // Before they can arrive.
    subscription.request(number);
  }

  private void cancelSubscription() {
    cancelled = true;
    Flow.Subscription subscription = this.subscription.get();
    if (subscription != null) {
      subscription.cancel(); // Else whoever brings it does so.
    }
  }

  // ---- from the loop ----

  @Override
  public Coroutine<Boolean> advance() {
    return new Advance<>(this);
  }

  @Override
  public T current() {
    if (current == null) {
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
    return "AsyncIterator[" + publisher.getClass().getName() + "]";
  }

  private void subscribe() {
    if (!subscribed) {
      subscribed = true;
      if (end.get() == null) {
        publisher.subscribe(this);
      }
    }
  }

  /** Takes the next element. False when there is none yet, or ever. */
  private boolean take() {
    current = arrived.poll();
    if (current == null) {
      return false;
    }
    if (++taken >= buffer - buffer / 2 && end.get() == null) {
      int number = taken;
      taken = 0;
      request(Nulls.known(subscription.get()), number);
    }
    return true;
  }

  private void giveUp() {
    cancelSubscription();
    end.set(COMPLETE);
    arrived.clear();
    current = null;
    wake();
  }

  private static final class Advance<T> extends Steps<Boolean> {
    private final PublisherIterator<T> iterator;

    Advance(PublisherIterator<T> iterator) {
      this.iterator = iterator;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      if (at == 0) {
        if (iterator.advancing) {
          throw new IllegalStateException(
              "another task waits for the next element already: " + iterator);
        }
        iterator.advancing = true;
      }
      boolean waits = false;
      try {
        if (error != null) {
          return raise(error);
        }
        iterator.subscribe();
        CompletableFuture<Object> waiting = announced();
        waits = waiting != null;
        return waits ? await(loop().future(Nulls.known(waiting)), 1) : outcome();
      } catch (Throwable e) {
        iterator.giveUp();
        throw e;
      } finally {
        iterator.advancing = waits;
      }
    }

    /** What to wait for; null when there is something to take, or the end. */
    private @Nullable CompletableFuture<Object> announced() {
      if (somethingIsThere()) {
        return null;
      }
      CompletableFuture<Object> waiting = new CompletableFuture<>();
      iterator.sleeper.set(waiting);
      if (somethingIsThere()) {
        iterator.sleeper.set(null);
        return null;
      }
      return waiting;
    }

    private boolean somethingIsThere() {
      return !iterator.arrived.isEmpty() || iterator.end.get() != null;
    }

    /** The end was set after the last element, so that one is seen before it. */
    private boolean outcome() {
      if (iterator.take()) {
        return true;
      }
      if (iterator.end.getAndSet(COMPLETE) instanceof Throwable error) {
        raise(error);
      }
      return false;
    }

    @Override
    protected String what() {
      return "AsyncIterator.advance()";
    }
  }

  private static final class Close extends Steps<Void> {
    private final PublisherIterator<?> iterator;

    Close(PublisherIterator<?> iterator) {
      this.iterator = iterator;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      iterator.giveUp();
      return null;
    }

    @Override
    protected String what() {
      return "AsyncIterator.close()";
    }
  }
}
