package dev.weft.codegen;

import dev.weft.EventLoop;
import dev.weft.internal.Nullable;
import dev.weft.internal.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The registers of whoever drives coroutines on one thread: how a suspension travels out of the
 * bodies, and how an outcome travels back in. An event loop has one for all of its tasks; an async
 * method that returns a CompletableFuture and runs off any loop has one to itself.
 *
 * <p>{@link #resume} is the only place where frames are resumed. A coroutine is started by {@link
 * #start}, when it is that of a driver, or inline by the one that awaits it. Invariant: {@link
 * #suspended} is false whenever user code runs; it is set from the await that has to wait until the
 * outermost body has returned. What says how it is suspended is null or false then, too.
 *
 * <p>Everything here is written as seldom as it can be: writing a reference costs the collector's
 * barriers, ten instructions where writing a flag costs one.
 */
public final class Execution {
  /** Whether a suspension is under way. Tested after every await. */
  public boolean suspended;

  /** The outermost frame saved so far by the suspension under way; null before any is. */
  @Nullable Frame<?> outermost;

  /** The loop that drives, or null off any loop. */
  final @Nullable EventLoop loop;

  /** Puts a task into the loop's ready queue. */
  private final Consumer<Object> waker;

  /** The first frame that was saved; null while it is the only one, {@link #outermost}. */
  @Nullable Frame<?> innermost;

  /**
   * What the innermost frame waits on: a Future, or a CompletionStage (off a loop); null when that
   * is itself, a {@link Waiter}, or nothing.
   */
  private @Nullable Object awaited;

  /** Whether it waits on something, and not just for the next turn of the loop. */
  private boolean waits;

  private @Nullable Object value;
  private long bits;
  private byte kind = REFERENCE;
  private @Nullable Throwable error;

  /** In {@link #kind}. */
  private static final byte REFERENCE = 0;

  private static final byte INT = 1;
  private static final byte BOOLEAN = 2;
  private static final byte BYTE = 3;
  private static final byte CHAR = 4;
  private static final byte SHORT = 5;
  private static final byte LONG = 6;
  private static final byte FLOAT = 7;
  private static final byte DOUBLE = 8;

  /**
   * For a loop.
   *
   * @param loop the loop that drives
   * @param waker puts a task into its ready queue
   */
  public Execution(EventLoop loop, Consumer<Object> waker) {
    this.loop = loop;
    this.waker = waker;
  }

  /** For a driver off any loop. */
  public Execution() {
    this.loop = null;
    this.waker =
        task -> {
          throw new AssertionError("no task waits off a loop");
        };
  }

  // ---- driver side
  // -------------------------------------------------------------------------------------------------

  /**
   * Runs a coroutine from its start until it ends or suspends.
   *
   * @param coroutine one that has not started
   * @return as {@link #resume}
   */
  public @Nullable Frame<?> start(Frame<?> coroutine) {
    try {
      Object result = coroutine.start(this);
      if (suspended) {
        return suspension(coroutine);
      }
      hand(result);
    } catch (Throwable e) {
      failed(e);
      if (!AsyncTrace.RAW) {
        new AsyncTrace(e).write();
      }
    }
    return null;
  }

  /**
   * Runs a suspended frame on with an outcome, and the frames above it as those below them end. The
   * only place where frames are resumed. A trampoline: a frame ends, its outcome goes to the frame
   * that awaits it. Never recursion, however long.
   *
   * <p>How deep in the stack this is, every exception pays for that a body throws: nothing stands
   * between it and the step of a task.
   *
   * @param innermost the innermost frame
   * @param value the outcome, unless it is an exception
   * @param received the outcome, if it is an exception: it has its trace already
   * @return the frame to resume when what it {@link #waits()} on has an outcome; null when the
   *     coroutine has ended, its outcome being {@link #error()} or else {@link #takeRef()}
   */
  public @Nullable Frame<?> resume(
      Frame<?> innermost, @Nullable Object value, @Nullable Throwable received) {
    Frame<?> frame = innermost;
    hand(value);
    if (received != null) {
      error = received;
      if (frame.state < 0) {
        Frame<?> handler = unwind(frame, null);
        if (handler == null) {
          return null;
        }
        frame = handler;
      }
    }
    AsyncTrace trace = null;
    Throwable travelling = received;
    for (; ; ) {
      Frame<?> next;
      try {
        Object result = frame.resume(this);
        if (suspended) {
          return suspension(frame);
        }
        hand(result);
        next = left(frame);
      } catch (Throwable e) {
        failed(e);
        if (e != travelling) {
          travelling = e;
          trace = AsyncTrace.RAW ? null : new AsyncTrace(e);
        }
        next = unwind(left(frame), trace);
      }
      if (next == null) {
        return null;
      }
      frame = next;
    }
  }

  /** Holds a value for the frame that is resumed next: none is held now. */
  private void hand(@Nullable Object value) {
    if (value != null) {
      this.value = value;
    }
  }

  /** A body has thrown; a suspension that was under way is given up. */
  private void failed(Throwable e) {
    withdraw();
    error = e;
    value = null;
    kind = REFERENCE;
  }

  /**
   * A frame could not be saved, for want of memory: the suspension that is under way is given up.
   */
  public void withdraw() {
    suspended = false;
    outermost = null;
    innermost = null;
    awaited = null;
    waits = false;
  }

  /**
   * Ends a suspension that has left the outermost body: {@code frame} is the one this driver had
   * run.
   */
  private Frame<?> suspension(Frame<?> frame) {
    suspended = false;
    Frame<?> outermost = this.outermost;
    if (outermost == null) {
      Frame<?> caller = left(frame);
      return caller != null ? caller : new Resumed();
    }
    this.outermost = null; // Kept alive by nobody but the task.
    if (outermost != frame) {
      // A tail await: the frame is gone, and whoever awaited it awaits what it returned.
      outermost.caller = left(frame);
    }
    Frame<?> innermost = this.innermost;
    if (innermost == null) {
      return outermost;
    }
    this.innermost = null;
    return innermost;
  }

  /** The frame has ended; returns the one that awaits it, or null. */
  private static @Nullable Frame<?> left(Frame<?> frame) {
    Frame<?> caller = frame.caller;
    frame.caller = null;
    frame.state = Frame.RUNNING;
    return caller;
  }

  /** Passes an exception over the frames that have no handler for it, innermost first. */
  private static @Nullable Frame<?> unwind(@Nullable Frame<?> frame, @Nullable AsyncTrace trace) {
    Frame<?> next = frame;
    while (next != null) {
      if (trace != null) {
        trace.passes(next);
      }
      if (next.state >= 0) {
        break;
      }
      next = left(next);
    }
    if (trace != null && (next == null || next.readsException())) {
      trace.write();
    }
    return next;
  }

  /**
   * {@return whether the frame that {@link #start} or {@link #resume} just reported waits on
   * something, which {@link #awaited} tells; else it is to be resumed in the next turn of the loop}
   */
  public boolean waits() {
    return waits;
  }

  /** {@return what that frame waits on; null when it is a {@link Waiter}, and waits on itself} */
  public @Nullable Object awaited() {
    waits = false;
    Object result = awaited;
    if (result != null) {
      awaited = null;
    }
    return result;
  }

  /**
   * After an end: the exception, or null. Clears it.
   *
   * @return the exception, or null
   */
  public @Nullable Throwable error() {
    Throwable result = error;
    if (result != null) {
      error = null;
    }
    return result;
  }

  /**
   * {@return where a coroutine is suspended, from its innermost frame outwards}
   *
   * @param innermost its innermost frame, or null
   */
  public static List<StackTraceElement> stack(@Nullable Frame<?> innermost) {
    List<StackTraceElement> stack = new ArrayList<>();
    for (Frame<?> frame = innermost; frame != null; frame = frame.caller) {
      StackTraceElement location = frame.location();
      if (location != null) {
        stack.add(location);
      }
    }
    return stack;
  }

  // ---- leaf side
  // ---------------------------------------------------------------------------------------------------

  /**
   * Begins a suspension: whoever drives will wait for {@code awaited}. The caller returns at once,
   * with any value.
   *
   * @param awaited a future, or a stage
   */
  public void park(Object awaited) {
    this.awaited = awaited;
    waits = true;
    suspended = true;
  }

  /** As {@link #park}: waits for nothing but the next turn of the loop. */
  public void parkForTheLoop() {
    suspended = true;
  }

  /** As {@link #park}: waits for the turn of the {@link Waiter} that is saved next. */
  public void parkForItsTurn() {
    waits = true;
    suspended = true;
  }

  /**
   * The task has waited for its turn in a coroutine of the runtime's own, and has got it: to be
   * called on the loop's thread only.
   *
   * @param task a task of the loop that drives
   */
  public void wake(Object task) {
    waker.accept(task);
  }

  /**
   * {@return the loop that drives}
   *
   * @param what for the message: what needs a loop
   */
  public EventLoop loop(Object what) {
    EventLoop loop = this.loop;
    if (loop == null) {
      throw new IllegalStateException(
          what
              + " needs a running loop: call this method from a coroutine or a callback of an EventLoop, or Weft.run");
    }
    return loop;
  }

  /**
   * {@return whether a loop drives: false for an async CompletableFuture method that was called off
   * any loop}
   */
  public boolean onLoop() {
    return loop != null;
  }

  // ---- what a resumed body takes
  // -----------------------------------------------------------------------------------

  /**
   * The outcome of the await that suspended, boxed where the awaited method hands over a primitive;
   * or its exception.
   *
   * @return the outcome
   */
  public @Nullable Object takeRef() {
    throwIfFailed();
    return kind == REFERENCE ? takeReference() : box();
  }

  @SuppressWarnings("NullAway") // Whoever unboxes null gets what is due.
  private Object takeReference() {
    Object result = value;
    if (result != null) {
      value = null;
    }
    return result;
  }

  /**
   * As {@link #takeRef} for int, boolean, byte, char and short. An Integer is unboxed.
   *
   * @return the outcome
   */
  public int takeInt() {
    throwIfFailed();
    if (kind == REFERENCE) {
      return (Integer) takeReference();
    }
    kind = REFERENCE;
    return (int) bits;
  }

  /**
   * As {@link #takeRef}.
   *
   * @return the outcome
   */
  public long takeLong() {
    throwIfFailed();
    if (kind == REFERENCE) {
      return (Long) takeReference();
    }
    kind = REFERENCE;
    return bits;
  }

  /**
   * As {@link #takeRef}.
   *
   * @return the outcome
   */
  public float takeFloat() {
    throwIfFailed();
    kind = REFERENCE;
    return Float.intBitsToFloat((int) bits);
  }

  /**
   * As {@link #takeRef}.
   *
   * @return the outcome
   */
  public double takeDouble() {
    throwIfFailed();
    if (kind == REFERENCE) {
      return (Double) takeReference();
    }
    kind = REFERENCE;
    return Double.longBitsToDouble(bits);
  }

  /** As {@link #takeRef}, for an awaited method without a result. */
  public void takeVoid() {
    throwIfFailed();
    if (value != null) {
      value = null;
    }
    kind = REFERENCE;
  }

  private void throwIfFailed() {
    Throwable e = error;
    if (e != null) {
      error = null;
      throw Execution.<RuntimeException>sneaky(e);
    }
  }

  private Object box() {
    byte k = kind;
    kind = REFERENCE;
    return switch (k) {
      case INT -> (int) bits;
      case BOOLEAN -> bits != 0;
      case BYTE -> (byte) bits;
      case CHAR -> (char) bits;
      case SHORT -> (short) bits;
      case LONG -> bits;
      case FLOAT -> Float.intBitsToFloat((int) bits);
      case DOUBLE -> Double.longBitsToDouble(bits);
      default -> throw new AssertionError();
    };
  }

  // ---- what a resumed body with a primitive result returns through
  // --------------------------------------------------

  /**
   * Hands an int result to the frame above; the value returned goes through {@link Frame#resume}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverInt(int result) {
    return handOver(result, INT);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverBoolean(boolean result) {
    return handOver(result ? 1 : 0, BOOLEAN);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverByte(byte result) {
    return handOver(result, BYTE);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverChar(char result) {
    return handOver(result, CHAR);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverShort(short result) {
    return handOver(result, SHORT);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverLong(long result) {
    return handOver(result, LONG);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverFloat(float result) {
    return handOver(Float.floatToRawIntBits(result), FLOAT);
  }

  /**
   * As {@link #handOverInt}.
   *
   * @param result what the method returned
   * @return what {@link Frame#resume} is to return
   */
  public @Nullable Object handOverDouble(double result) {
    return handOver(Double.doubleToRawLongBits(result), DOUBLE);
  }

  private @Nullable Object handOver(long bits, byte kind) {
    if (!suspended) {
      this.bits = bits;
      this.kind = kind;
    }
    return null;
  }

  /**
   * Throws any exception, checked or not, as itself.
   *
   * @param <E> inferred as unchecked
   * @param e the exception
   * @return never: for {@code throw}
   * @throws E the exception
   */
  @SuppressWarnings("unchecked")
  public static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }
}
