package dev.weft;

import dev.weft.codegen.Stages;
import dev.weft.internal.Nullable;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The promise of a loop that ends as a CompletionStage does, on whatever thread that is; its
 * cancellation reaches the stage.
 */
final class StageBridge<T> extends HookedPromise<T>
    implements BiConsumer<T, @Nullable Throwable>, Runnable {
  private final CompletionStage<? extends T> stage;

  /**
   * The stage's outcome: written by the thread that completes it, read on the loop after the
   * hand-over.
   */
  private @Nullable T value;

  private @Nullable Throwable error;

  private StageBridge(EventLoop loop, CompletionStage<? extends T> stage) {
    super(loop);
    this.stage = stage;
  }

  static <T> StageBridge<T> of(EventLoop loop, CompletionStage<? extends T> stage) {
    StageBridge<T> bridge = new StageBridge<>(loop, stage);
    loop.foreign++;
    stage.whenComplete(bridge);
    return bridge;
  }

  /** The stage has completed. */
  @Override
  public void accept(T value, @Nullable Throwable error) {
    this.value = value;
    this.error = error;
    if (loop.isOnThread()) {
      run();
    } else {
      loop.tryCallSoonThreadsafe(this);
    }
  }

  /** Back on the loop. */
  @Override
  public void run() {
    if (isDone()) {
      return;
    }
    loop.foreign--;
    if (error == null) {
      complete(value);
    } else {
      fail(Stages.original(error));
    }
  }

  @Override
  void cancelled() {
    loop.foreign--;
    Stages.cancel(stage);
  }
}
