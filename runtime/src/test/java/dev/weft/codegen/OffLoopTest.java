package dev.weft.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.Weft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Async methods that return a CompletableFuture, off any loop. */
@Timeout(120)
class OffLoopTest {
  private static final int RACES = 200_000;

  /** Awaits stages one after another, adding their values; frames as generated code has them. */
  private static final class Sum extends Frame<Integer> {
    private final List<? extends CompletionStage<Integer>> stages;
    private final boolean swallow;
    private final AtomicBoolean running = new AtomicBoolean();
    private int next;
    private int sum;
    private int cancellations;
    private final CountDownLatch ended = new CountDownLatch(1);

    Sum(List<? extends CompletionStage<Integer>> stages, boolean swallow) {
      this.stages = stages;
      this.swallow = swallow;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      return alone(x, false);
    }

    @Override
    protected Object resume(Execution x) throws Throwable {
      return alone(x, true);
    }

    /** Fails when two threads are here at once. */
    private Object alone(Execution x, boolean resumed) throws Throwable {
      if (!running.compareAndSet(false, true)) {
        throw new AssertionError("two threads run one coroutine");
      }
      try {
        return run(x, resumed);
      } finally {
        running.set(false);
      }
    }

    private Object run(Execution x, boolean resumed) throws Throwable {
      boolean take = resumed;
      while (take || next < stages.size()) {
        try {
          Object value = take ? x.takeRef() : Awaits.await(stages.get(next++), x);
          take = false;
          if (x.suspended) {
            suspend(x, 1);
            return null;
          }
          sum += (Integer) value;
        } catch (CancelledError e) {
          take = false;
          cancellations++;
          if (!swallow) {
            throw e;
          }
        }
      }
      ended.countDown();
      return sum;
    }
  }

  private static CompletableFuture<Integer> call(Frame<Integer> frame) {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    assertThat((Object) Stubs.future(frame, future)).isSameAs(future);
    return future;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static CompletableFuture<Integer> sum(CompletionStage<Integer>... stages) {
    return call(new Sum(List.of(stages), false));
  }

  private static CompletableFuture<Integer> done(int value) {
    return CompletableFuture.completedFuture(value);
  }

  @Test
  void withoutASuspensionTheResultIsThereAtOnce() {
    assertThat(sum(done(1), done(2))).isCompletedWithValue(3);
  }

  @Test
  void itGoesOnInTheThreadThatCompletesWhatItAwaits() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> result = sum(stage, done(2));
    assertThat(result).isNotDone();
    stage.complete(1);
    assertThat(result).isCompletedWithValue(3);
  }

  @Test
  void exceptionsGoThroughAsThemselves() {
    IOException error = new IOException("disk");
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> result = sum(stage.thenApply(x -> x));
    stage.completeExceptionally(error);
    assertThatThrownBy(result::join).isInstanceOf(CompletionException.class).hasCause(error);
    assertThatThrownBy(sum(CompletableFuture.failedFuture(error))::join).hasCause(error);
  }

  @Test
  void aCancelledStageCancelsTheResult() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    CompletableFuture<Integer> result = sum(stage);
    stage.cancel(true);
    assertThat(result).isCancelled();
    assertThatThrownBy(result::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingTheResultCancelsWhatItAwaits() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    Sum frame = new Sum(List.of(stage), false);
    CompletableFuture<Integer> result = call(frame);
    result.cancel(true);
    assertThat(stage).isCancelled();
    assertThat(frame.cancellations).isEqualTo(1);
  }

  @Test
  void aStageThatCannotBeCancelledIsAwaitedAndThenTheCancellationArrives() {
    CompletableFuture<Integer> source = new CompletableFuture<>();
    CompletableFuture<Integer> second = new CompletableFuture<>();
    Sum frame = new Sum(List.of(source.minimalCompletionStage(), second), true);
    CompletableFuture<Integer> result = call(frame);
    result.cancel(true);
    assertThat(frame.cancellations).isZero();
    source.complete(1);
    assertThat(frame.cancellations).isEqualTo(1);
    assertThat(frame.sum).isZero();
    second.complete(2);
    assertThat(frame.sum).isEqualTo(2);
    assertThat(frame.cancellations).isEqualTo(1);
  }

  @Test
  void aCancellationDuringAStepIsDeliveredAtTheNextSuspension() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> second = new CompletableFuture<>();
    AtomicReference<CompletableFuture<Integer>> result = new AtomicReference<>();
    CompletionStage<Integer> cancelling =
        new CompletableFuture<Integer>() {
          @Override
          public boolean isDone() {
            result.get().cancel(true);
            return false;
          }
        };
    Sum frame = new Sum(List.of(first, cancelling, second), true);
    result.set(call(frame));
    first.complete(1);
    assertThat(frame.cancellations).isEqualTo(1);
    second.complete(2);
    assertThat(frame.sum).isEqualTo(3);
  }

  @Test
  void aMethodMayReturnASubclass() {
    class Own extends CompletableFuture<Integer> {}

    CompletableFuture<Integer> stage = new CompletableFuture<>();
    Own own = new Own();
    Stubs.future(new Sum(List.of(stage), false), own);
    stage.complete(4);
    assertThat(own).isCompletedWithValue(4);
  }

  @Test
  void whatNeedsALoopSaysSo() {
    assertThatThrownBy(call(new Wrapping(Weft.yieldNow()))::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("yieldNow() needs a running loop");
    assertThatThrownBy(call(new Wrapping(Weft.sleep(1, TimeUnit.SECONDS)))::join)
        .cause()
        .hasMessageStartingWith("sleep() needs a running loop");
  }

  /** Awaits one coroutine. */
  private static final class Wrapping extends Frame<Integer> {
    private final Frame<?> inner;

    Wrapping(Object inner) {
      this.inner = (Frame<?>) inner;
    }

    @Override
    public Object start(Execution x) throws Throwable {
      begin();
      return Awaits.await(inner, x);
    }

    @Override
    protected Object resume(Execution x) {
      return x.takeRef();
    }
  }

  // ---- recursion ----

  @Test
  void stagesThatCompleteDuringRegistrationNeedNoStack() {
    CompletionStage<Integer> minimal = CompletableFuture.completedStage(1);
    List<CompletionStage<Integer>> stages = new ArrayList<>();
    for (int i = 0; i < 1_000_000; i++) {
      stages.add(minimal);
    }
    assertThat(call(new Sum(stages, false))).isCompletedWithValue(1_000_000);
  }

  @Test
  void aLongChainOfMethodsThatAwaitOneAnotherNeedsNoStack() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> last = first;
    for (int i = 0; i < 100_000; i++) {
      last = sum(last, done(1));
    }
    first.complete(0);
    assertThat(last).isCompletedWithValue(100_000);
  }

  @Test
  void aStageThatCallsBackTwiceResumesOnce() {
    CompletableFuture<Integer> late = new CompletableFuture<>();
    AtomicReference<BiConsumer<? super Integer, ? super Throwable>> callback =
        new AtomicReference<>();
    CompletableFuture<Integer> odd =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<Integer> whenComplete(
              BiConsumer<? super Integer, ? super Throwable> action) {
            callback.set(action);
            return this;
          }
        };
    CompletableFuture<Integer> result = sum(odd, late);
    callback.get().accept(1, null);
    callback.get().accept(10, null);
    late.complete(100);
    assertThat(result).isCompletedWithValue(101);
  }

  // ---- races ----

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs {@code right} on another thread at the same time as {@code left} on this one, often. */
  private static void race(IntFunction<Runnable[]> sides) throws Exception {
    AtomicReference<Runnable> right = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    AtomicBoolean end = new AtomicBoolean();
    Thread other =
        new Thread(
            () -> {
              while (!end.get()) {
                Runnable task = right.getAndSet(null);
                if (task == null) {
                  Thread.onSpinWait();
                  continue;
                }
                try {
                  task.run();
                } catch (Throwable e) {
                  failure.set(e);
                }
              }
            });
    other.start();
    try {
      for (int i = 0; i < RACES; i++) {
        Runnable[] pair = sides.apply(i);
        right.set(pair[1]);
        for (int spin = i % 64; spin > 0; spin--) {
          Thread.onSpinWait();
        }
        pair[0].run();
        if (failure.get() != null) {
          throw new AssertionError(failure.get());
        }
      }
    } finally {
      end.set(true);
      other.join();
    }
  }

  @Test
  void completionRacingWithRegistrationIsNeverLost() throws Exception {
    race(
        i -> {
          CompletableFuture<Integer> a = new CompletableFuture<>();
          CompletableFuture<Integer> b = new CompletableFuture<>();
          return new Runnable[] {
            () -> assertThat(sum(a, b).orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(3),
            () -> {
              a.complete(1);
              b.complete(2);
            }
          };
        });
  }

  @Test
  void cancellationRacingWithCompletionIsDeliveredOnceOrLate() throws Exception {
    race(
        i -> {
          CompletableFuture<Integer> a = new CompletableFuture<>();
          CompletableFuture<Integer> b = new CompletableFuture<>();
          Sum frame = new Sum(List.of(a, b), true);
          CompletableFuture<Integer> result = call(frame);
          return new Runnable[] {
            () -> {
              result.cancel(true);
              await(frame.ended);
              assertThat(frame.cancellations).isBetween(0, 1);
            },
            () -> {
              a.complete(1);
              b.complete(2);
            }
          };
        });
  }
}
