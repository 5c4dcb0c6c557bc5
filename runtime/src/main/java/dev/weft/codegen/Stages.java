package dev.weft.codegen;

import dev.weft.CancelledError;
import dev.weft.internal.Nullable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The border between Weft and java.util.concurrent: which exception, and which cancellation,
 * becomes which.
 */
public final class Stages {
  /**
   * What {@code completedStage} and {@code minimalCompletionStage} return refuses all questions.
   */
  private static final Class<?> MINIMAL = CompletableFuture.completedStage(null).getClass();

  private Stages() {}

  /** Whether it is a CompletableFuture that can be asked and cancelled. */
  static boolean isReadable(@Nullable CompletionStage<?> stage) {
    return stage instanceof CompletableFuture<?> && stage.getClass() != MINIMAL;
  }

  /** The value of a done future; or throws what it failed with, as {@link #original} has it. */
  static @Nullable Object outcome(CompletableFuture<?> done) {
    try {
      return done.getNow(null);
    } catch (CompletionException | CancellationException e) {
      throw Execution.<RuntimeException>sneaky(original(e));
    }
  }

  /**
   * {@return what was thrown in the first place: wrappers taken off, a CancellationException turned
   * into a CancelledError}
   *
   * @param error what a stage completed with
   */
  public static Throwable original(Throwable error) {
    Throwable e = error;
    while ((e instanceof CompletionException || e instanceof ExecutionException)
        && e.getCause() != null) {
      e = e.getCause();
    }
    if (!(e instanceof CancellationException)) {
      return e;
    }
    while (e.getCause() instanceof CancellationException) {
      e = e.getCause(); // From JDK 23 on, each look at a cancelled future wraps it once more.
    }
    if (e.getCause() instanceof CancelledError) {
      return e.getCause(); // See fail.
    }
    CancelledError cancelled = new CancelledError(e.getMessage());
    cancelled.initCause(e);
    return cancelled;
  }

  /**
   * Asks to cancel a stage; one that is not a {@link Future} cannot be. Safe on any thread.
   *
   * @param stage a CompletableFuture, or any other
   * @return whether it accepted
   */
  public static boolean cancel(CompletionStage<?> stage) {
    return stage instanceof Future<?> future && stage.getClass() != MINIMAL && future.cancel(true);
  }

  /**
   * Ends {@code future} as a coroutine that threw {@code error}.
   *
   * @param future what to end
   * @param error what the coroutine threw
   */
  public static void fail(CompletableFuture<?> future, Throwable error) {
    if (error instanceof CancelledError) {
      CancellationException cancellation = new CancellationException(error.getMessage());
      cancellation.initCause(error);
      future.completeExceptionally(cancellation);
    } else {
      future.completeExceptionally(error);
    }
  }
}
