package dev.weft.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Awaitable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Promise;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How suspensions travel out of frames and outcomes back in, with frames as generated code has
 * them.
 */
class ExecutionTest {
  private final VirtualTime time = VirtualTime.create();
  private final EventLoop loop = time.loop();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    loop.setExceptionHandler(failure -> {});
    time.close();
  }

  /** One await, without a handler, and a function of its value. */
  private static class One extends Frame<Object> {
    private final Supplier<? extends Awaitable<?>> awaited;
    private final int point;

    One(int point, Supplier<? extends Awaitable<?>> awaited) {
      this.point = point;
      this.awaited = awaited;
    }

    Object after(Object value) {
      return value + "'";
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      Object value = Awaits.await(awaited.get(), x);
      if (x.suspended) {
        suspend(x, point);
        return null;
      }
      return after(value);
    }

    @Override
    protected Object resume(Execution x) {
      return after(x.takeRef());
    }
  }

  /** Returns the outcome of what it awaits, and keeps no frame while that is suspended. */
  private static final class Tail extends Frame<Object> {
    private final Coroutine<?> awaited;

    Tail(Coroutine<?> awaited) {
      this.awaited = awaited;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      return Awaits.await(awaited, x);
    }

    @Override
    protected Object resume(Execution x) {
      throw new AssertionError("never suspended");
    }
  }

  private static Coroutine<Object> one(Awaitable<?> awaited) {
    return new One(-1, () -> awaited);
  }

  @Test
  void aValueGoesUpThroughAllFrames() {
    Promise<String> promise = loop.createPromise();
    Task<Object> task = time.start(one(one(one(promise))));
    promise.complete("v");
    time.runUntilIdle();
    assertThat(task.result()).isEqualTo("v'''");
  }

  @Test
  void aTailAwaitNeedsNoFrameWhateverItAwaits() {
    Promise<String> promise = loop.createPromise();
    Task<Object> leaf = time.start(new Tail(Weft.yieldNow()));
    Task<Object> frame = time.start(one(new Tail(one(new Tail(new Tail(one(promise)))))));
    promise.complete("v");
    time.runUntilIdle();
    assertThat(leaf.result()).isNull();
    assertThat(frame.result()).isEqualTo("v'''");
  }

  @Test
  void anExceptionPassesFramesWithoutAHandlerUnseen() {
    Promise<String> promise = loop.createPromise();
    Coroutine<Object> noHandler =
        new One(-1, () -> one(promise)) {
          @Override
          protected Object resume(Execution x) {
            events.add("ran");
            return super.resume(x);
          }
        };
    Coroutine<Object> handler =
        new One(1, () -> noHandler) {
          @Override
          protected Object resume(Execution x) {
            try {
              return super.resume(x);
            } catch (Throwable e) {
              return "caught " + e.getMessage();
            }
          }
        };
    Task<Object> task = time.start(one(handler));
    promise.fail(new IOException("disk"));
    time.runUntilIdle();
    assertThat(task.result()).isEqualTo("caught disk'");
    assertThat(events).isEmpty();
  }

  @Test
  void anExceptionNobodyHandlesEndsTheTask() {
    Promise<String> promise = loop.createPromise();
    Task<Object> task = time.start(one(one(promise)));
    IOException error = new IOException("disk");
    promise.fail(error);
    time.runUntilIdle();
    assertThat(task.exception()).isSameAs(error);
    Task<Object> cancelled = time.start(one(one(loop.createPromise())));
    cancelled.cancel();
    time.runUntilIdle();
    assertThatThrownBy(cancelled::result).isInstanceOf(CancelledError.class);
  }

  @Test
  void aSuspensionThatIsGivenUpOnItsWayOutLeavesNoTrace() {
    Promise<String> given = loop.createPromise();
    Frame<Object> outOfMemory =
        new Frame<>() {
          @Override
          public Object start(Execution x) throws Throwable {
            begin();
            Awaits.await(one(one(given)), x);
            x.withdraw(); // What generated code does when its save fails.
            throw new OutOfMemoryError("simulated");
          }

          @Override
          protected Object resume(Execution x) {
            throw new AssertionError();
          }
        };
    Coroutine<Object> retrying =
        new One(-1, () -> null) {
          @Override
          public Object start(Execution x) throws Throwable {
            begin();
            try {
              Awaits.await(outOfMemory, x);
            } catch (OutOfMemoryError e) {
              events.add(e.getMessage());
            }
            Awaits.await(one(one(Weft.yieldNow())), x);
            suspend(x, -1);
            return null;
          }
        };
    Task<Object> task = loop.createTask(retrying);
    loop.stop();
    loop.runForever();
    given.complete("not awaited by anybody");
    time.runUntilIdle();
    assertThat(task.result()).isEqualTo("null'''");
    assertThat(events).containsExactly("simulated");
  }

  // ---- primitives ----

  /** Hands an int over when it was suspended. */
  private static final class Int extends Frame<Integer> {
    private final IntSupplier value;

    Int(IntSupplier value) {
      this.value = value;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      Awaits.await(Weft.yieldNow(), x);
      suspend(x, -1);
      return null;
    }

    @Override
    protected Object resume(Execution x) {
      x.takeVoid();
      return x.handOverInt(value.getAsInt());
    }
  }

  @Test
  void aPrimitiveIsHandedOverAsBitsAndBoxedOnlyWhereAReferenceIsTaken() {
    assertThat(time.complete(one(new Int(() -> 7)))).isEqualTo("7'");
    Coroutine<Object> primitive =
        new One(-1, () -> new Int(() -> 41)) {
          @Override
          protected Object resume(Execution x) {
            return x.takeInt() + 1;
          }
        };
    assertThat(time.complete(primitive)).isEqualTo(42);
    assertThat(time.<Integer>complete(new Int(() -> 5))).isEqualTo(5);
    assertThat(time.<Integer>complete(new Tail2(new Int(() -> 6)))).isEqualTo(6);
  }

  /** As {@link Tail}, of an int. */
  private static final class Tail2 extends Frame<Integer> {
    private final Coroutine<Integer> awaited;

    Tail2(Coroutine<Integer> awaited) {
      this.awaited = awaited;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      return Awaits.await(awaited, x);
    }

    @Override
    protected Object resume(Execution x) {
      throw new AssertionError("never suspended");
    }
  }

  @Test
  void anExceptionAfterAHandOverDoesNotLeaveItsBits() {
    Coroutine<Object> failing =
        new One(1, () -> new Int(() -> 9)) {
          @Override
          protected Object resume(Execution x) {
            x.takeInt();
            x.handOverInt(13);
            throw new IllegalStateException("after");
          }
        };
    Coroutine<Object> catching =
        new One(1, () -> failing) {
          @Override
          protected Object resume(Execution x) {
            try {
              return x.takeRef();
            } catch (IllegalStateException e) {
              return e.getMessage();
            }
          }
        };
    assertThat(time.complete(one(catching))).isEqualTo("after'");
  }
}
