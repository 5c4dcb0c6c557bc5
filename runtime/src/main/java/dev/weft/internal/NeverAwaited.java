package dev.weft.internal;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.LoopFailure;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A coroutine that was made in debug mode, and has been neither started nor closed so far. If it is
 * dropped like that, or its loop is closed, it was forgotten, and is reported with the place that
 * made it.
 *
 * <p>Outside of debug mode there are none of these: making a coroutine looks at {@link #watching},
 * and at nothing else.
 */
public final class NeverAwaited implements Runnable {
  /** Also of coroutines that are made off any loop, and on loops whose debug mode is off. */
  private static final boolean EVERYWHERE = Boolean.getBoolean("weft.debug");

  /**
   * Whether debug mode was ever on. Not volatile: what counts is the thread of the loop that turns
   * it on.
   */
  public static boolean watching = EVERYWHERE;

  private static final class Cleaners {
    static final Cleaner CLEANER = Cleaner.create();
  }

  /** Coroutines are equal to themselves alone. */
  private static final Map<Coroutine<?>, NeverAwaited> WATCHED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static final AtomicLong NUMBER = new AtomicLong();

  private final long number = NUMBER.incrementAndGet();
  private final @Nullable EventLoop loop;

  /** From the method that made it outwards; that is the async method itself, as it is called. */
  private final StackTraceElement[] stack;

  private Cleaner.@Nullable Cleanable cleanable;
  private volatile boolean settled;

  private NeverAwaited(@Nullable EventLoop loop, StackTraceElement[] stack) {
    this.loop = loop;
    this.stack = stack;
  }

  /** A coroutine is being made. False when nobody wants to know. */
  public static boolean watch(Coroutine<?> coroutine) {
    EventLoop loop = EventLoop.currentOrNull();
    if (!EVERYWHERE && (loop == null || !loop.isDebug())) {
      return false;
    }
    StackTraceElement[] stack = maker(coroutine, new Throwable().getStackTrace());
    if (stack.length == 0) {
      return false;
    }
    NeverAwaited entry = new NeverAwaited(loop, stack);
    WATCHED.put(coroutine, entry);
    entry.cleanable = Cleaners.CLEANER.register(coroutine, entry);
    return true;
  }

  /**
   * {@code stack} without the constructors. Empty for what is no coroutine that anybody could
   * await: the frame of a method that is running and has to suspend, and what exists once for all.
   */
  private static StackTraceElement[] maker(Coroutine<?> coroutine, StackTraceElement[] stack) {
    int first = 1;
    while (first < stack.length && stack[first].getMethodName().equals("<init>")) {
      first++;
    }
    if (first == stack.length
        || stack[first].getMethodName().equals("<clinit>")
        || stack[first].getClassName().startsWith("dev.weft.codegen.")
        || isSave(stack[first], coroutine.getClass().getName())) {
      return new StackTraceElement[0];
    }
    return WovenNames.asWritten(Arrays.copyOfRange(stack, first, stack.length));
  }

  private static boolean isSave(StackTraceElement maker, String frameClass) {
    return maker.getClassName().equals(frameClass) && WovenNames.isFrameClass(frameClass);
  }

  /** It has been started, or closed. */
  public static void forget(Coroutine<?> coroutine) {
    NeverAwaited entry = WATCHED.remove(coroutine);
    if (entry != null) {
      entry.settle();
    }
  }

  /** Reports those that were made on {@code loop}, in that order. On its thread. */
  public static void loopClosed(EventLoop loop) {
    if (!watching) {
      return;
    }
    List<NeverAwaited> left;
    synchronized (WATCHED) {
      left = new ArrayList<>(WATCHED.values());
    }
    left.removeIf(entry -> entry.loop != loop);
    left.sort(Comparator.comparingLong(entry -> entry.number));
    for (NeverAwaited entry : left) {
      if (entry.settle()) {
        loop.callExceptionHandler(entry.failure());
      }
    }
  }

  /** It has been dropped: on the cleaner's thread. Or inside {@link #settle}. */
  @Override
  public void run() {
    if (settled) {
      return;
    }
    settled = true;
    if (loop != null) {
      try {
        loop.callSoonThreadsafe(() -> loop.callExceptionHandler(failure()));
        return;
      } catch (IllegalStateException closed) {
        // Then nobody is there but the log.
      }
    }
    LoopFailure failure = failure();
    System.getLogger("dev.weft")
        .log(Level.ERROR, failure.message() + ": " + failure.source(), failure.exception());
  }

  private boolean settle() {
    if (settled) {
      return false;
    }
    settled = true;
    if (cleanable != null) {
      cleanable.clean();
    }
    return true;
  }

  private LoopFailure failure() {
    int caller = 1;
    while (caller < stack.length
        && stack[caller].getClassName().equals(stack[0].getClassName())
        && stack[caller].getMethodName().equals(stack[0].getMethodName())) {
      caller++; // An overload that calls another one.
    }
    Throwable created = new Throwable("created here");
    created.setStackTrace(Arrays.copyOfRange(stack, Math.min(caller, stack.length), stack.length));
    String name = stack[0].getClassName() + "." + stack[0].getMethodName();
    String place = caller < stack.length ? ", created at " + stack[caller] : "";
    return new LoopFailure("coroutine was never awaited", created, name + place);
  }
}
