package dev.weft;

import dev.weft.codegen.Awaits;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import java.lang.reflect.Field;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Async code without weaving, for the tests of this module alone: the body of a coroutine is plain
 * Java on a thread of its own, in lock step with the loop. {@link #co} marks a body, {@link #await}
 * is for {@link Weft#await}; with weaving, the same source would need no more than another import.
 */
final class Straight<T> extends Frame<T> {
  private static final ThreadLocal<Straight<?>> SELF = new ThreadLocal<>();
  private static final Field LOOP_THREAD = field("thread");
  private static final Field CURRENT = field("CURRENT");

  private final AsyncCallable<T> body;
  private final Semaphore bodysTurn = new Semaphore(0);
  private final Semaphore loopsTurn = new Semaphore(0);
  private EventLoop loop;

  /** From the body to the loop: what to await next, or the end. */
  private Object awaited;

  private boolean ended;

  /** An outcome: of the await, to the body; or of the body, to the loop. */
  private Object value;

  private Throwable error;

  private Straight(AsyncCallable<T> body) {
    this.body = body;
  }

  static <T> Coroutine<T> co(AsyncCallable<T> body) {
    return new Straight<>(body);
  }

  @SuppressWarnings("unchecked")
  static <T> T await(Awaitable<T> awaitable) {
    return (T) SELF.get().awaitInBody(awaitable);
  }

  @SuppressWarnings("unchecked")
  static <T> T await(CompletionStage<T> stage) {
    return (T) SELF.get().awaitInBody(stage);
  }

  @Override
  public Object start(Execution x) throws Throwable {
    loop = x.loop("a test");
    begin();
    Thread thread = new Thread(this::runBody, "body");
    thread.setDaemon(true);
    thread.start();
    return turns(x);
  }

  @Override
  protected Object resume(Execution x) throws Throwable {
    error = x.error();
    value = error == null ? x.takeRef() : null;
    return turns(x);
  }

  /** The loop's side: gives the body its turn until it has to wait for something, or has ended. */
  private Object turns(Execution x) throws Throwable {
    for (; ; ) {
      Object caller = LOOP_THREAD.get(loop);
      bodysTurn.release();
      loopsTurn.acquireUninterruptibly();
      LOOP_THREAD.set(loop, caller);
      if (ended) {
        if (error != null) {
          throw error;
        }
        return value;
      }
      error = null;
      value = null;
      try {
        value =
            awaited instanceof CompletionStage<?> stage
                ? Awaits.await(stage, x)
                : Awaits.await((Awaitable<?>) awaited, x);
      } catch (Throwable e) {
        error = e;
      }
      if (x.suspended) {
        suspend(x, 1);
        return null;
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void runBody() {
    SELF.set(this);
    try {
      ((ThreadLocal<EventLoop>) CURRENT.get(null)).set(loop);
      takeTurn();
      value = await(body.call());
      error = null;
    } catch (Throwable e) {
      error = e;
    }
    ended = true;
    loopsTurn.release();
  }

  private void takeTurn() throws IllegalAccessException {
    bodysTurn.acquireUninterruptibly();
    LOOP_THREAD.set(loop, Thread.currentThread());
  }

  /** The body's side. */
  private Object awaitInBody(Object awaitable) {
    awaited = awaitable;
    loopsTurn.release();
    try {
      takeTurn();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    if (error != null) {
      throw Sneaky.raise(error);
    }
    return value;
  }

  private static Field field(String name) {
    try {
      Field field = LoopCore.class.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }
}
