package dev.weft.codegen;

import dev.weft.CancelledError;
import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Drives an async method that returns a CompletableFuture and was called off any loop: on the
 * caller's thread up to the first suspension, then on the threads that complete what it awaits,
 * never on two at a time.
 *
 * <p>{@link #state} is the one atomic state: a phase, whether a cancellation is pending, and the
 * number of the suspension, which makes each state unlike all earlier ones.
 *
 * <pre>
 * RUNNING ------> REGISTERING ------> WAITING ------> RUNNING      the completing thread goes on
 *    ^                |
 *    +---- ARRIVED <--+               completed while the callback was being registered: the same thread goes on
 * </pre>
 *
 * The other fields are written before, and read after, a change of the state.
 */
final class OffLoop {
  private static final long RUNNING = 0;
  private static final long REGISTERING = 1;
  private static final long WAITING = 2;
  private static final long ARRIVED = 3;
  private static final long PHASE = 3;
  private static final long CANCEL = 4;
  private static final long SUSPENSION = 8;

  /**
   * Set while this thread completes a driver's future: those that go on because of it do so after,
   * not inside.
   */
  private static final ThreadLocal<@Nullable ArrayDeque<OffLoop>> COLLECTING = new ThreadLocal<>();

  private final AtomicLong state = new AtomicLong();
  private final Execution x = new Execution();
  private final CompletableFuture<Object> future;

  /** While it waits: the frame to resume, what it waits for, and then that one's outcome. */
  private @Nullable Frame<?> next;

  private @Nullable CompletionStage<?> awaited;
  private @Nullable Object value;
  private @Nullable Throwable error;

  private OffLoop(CompletableFuture<Object> future) {
    this.future = future;
  }

  /** Runs {@code frame} to its first real suspension, or to its end. */
  static void run(Frame<?> frame, CompletableFuture<Object> future) {
    OffLoop driver = new OffLoop(future);
    Frame<?> suspended = driver.x.start(frame);
    if (suspended == null) {
      driver.end();
      return;
    }
    // Not before: a method that never suspends needs no callback.
    var unused = future.whenComplete((result, failure) -> driver.futureDone());
    if (driver.drive(suspended)) {
      driver.endAndGoOn();
    }
  }

  /**
   * Waits, and goes on as long as what is awaited completes at once. True at the end; else others
   * may drive already.
   */
  private boolean drive(Frame<?> suspended) {
    Frame<?> frame = suspended;
    while (arrives(frame)) {
      frame = resume();
      if (frame == null) {
        return true;
      }
    }
    return false;
  }

  /**
   * The frames are all saved now. True when what they wait for is there; else this thread touches
   * nothing any more.
   */
  private boolean arrives(Frame<?> frame) {
    CompletionStage<?> stage = (CompletionStage<?>) Nulls.known(x.awaited());
    next = frame;
    awaited = stage;
    long before = state.getAndAdd(SUSPENSION + REGISTERING - RUNNING);
    long suspension = before / SUSPENSION + 1;
    if ((before & CANCEL) != 0) {
      Stages.cancel(stage);
    }
    try {
      stage.whenComplete(new Arrival(this, suspension));
    } catch (Throwable e) {
      arrived(suspension, null, e);
    }
    for (; ; ) {
      long now = state.get();
      if (now / SUSPENSION != suspension || (now & PHASE) != REGISTERING) {
        // Only this thread leaves ARRIVED, and only for the same suspension can it be ARRIVED.
        return (now & PHASE) == ARRIVED;
      }
      if (state.compareAndSet(now, now + (WAITING - REGISTERING))) {
        return false;
      }
    }
  }

  /** What is awaited has completed. True when the caller is the one to go on. */
  private boolean arrived(long suspension, @Nullable Object value, @Nullable Throwable error) {
    for (; ; ) {
      long now = state.get();
      long phase = now & PHASE;
      if (now / SUSPENSION != suspension || (phase != REGISTERING && phase != WAITING)) {
        return false; // A stage that calls back twice.
      }
      this.value = value;
      this.error = error;
      if (state.compareAndSet(now, now - phase + (phase == WAITING ? RUNNING : ARRIVED))) {
        return phase == WAITING;
      }
    }
  }

  /**
   * Runs the frames with the outcome that arrived; a cancellation that nobody has taken beats it.
   */
  private @Nullable Frame<?> resume() {
    Frame<?> frame = Nulls.known(next);
    Object v = value;
    Throwable e = error == null ? null : Stages.original(error);
    next = null;
    value = null;
    error = null;
    long before = state.getAndUpdate(now -> now & ~(PHASE | CANCEL));
    if ((before & CANCEL) != 0 && !(e instanceof CancelledError)) {
      v = null;
      e = new CancelledError();
    }
    return x.resume(frame, v, e);
  }

  /** On any thread. */
  private void futureDone() {
    if (!future.isCancelled()) {
      return;
    }
    for (; ; ) {
      long now = state.get();
      CompletionStage<?> stage = awaited;
      if (state.compareAndSet(now, now | CANCEL)) {
        long phase = now & PHASE;
        if (stage != null && (phase == REGISTERING || phase == WAITING)) {
          Stages.cancel(stage); // The state had not changed, so this is what it waits for.
        }
        return;
      }
    }
  }

  private void end() {
    Throwable failure = x.error();
    if (failure == null) {
      future.complete(x.takeRef());
    } else {
      Stages.fail(future, failure);
    }
  }

  /**
   * Ends, and drives those that waited for just that: in a loop, so that a long chain of them needs
   * no stack.
   */
  private void endAndGoOn() {
    ArrayDeque<OffLoop> ready = new ArrayDeque<>(2);
    for (OffLoop driver = this; driver != null; driver = ready.poll()) {
      if (driver == this || driver.goOn()) {
        ArrayDeque<OffLoop> outer = COLLECTING.get();
        COLLECTING.set(ready);
        try {
          driver.end();
        } finally {
          if (outer == null) {
            COLLECTING.remove();
          } else {
            COLLECTING.set(outer);
          }
        }
      }
    }
  }

  private boolean goOn() {
    Frame<?> frame = resume();
    return frame == null || drive(frame);
  }

  /** The callback of one suspension. */
  private record Arrival(OffLoop driver, long suspension)
      implements BiConsumer<Object, @Nullable Throwable> {
    @Override
    public void accept(@Nullable Object value, @Nullable Throwable error) {
      if (!driver.arrived(suspension, value, error)) {
        return;
      }
      ArrayDeque<OffLoop> ready = COLLECTING.get();
      if (ready != null) {
        ready.add(driver);
      } else if (driver.goOn()) {
        driver.endAndGoOn();
      }
    }
  }
}
