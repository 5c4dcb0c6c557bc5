package dev.weft.codegen;

import dev.weft.Awaitable;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.internal.Nullable;
import dev.weft.internal.OtherLoops;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an await of anything but a directly called method compiles to. */
public final class Awaits {
  private Awaits() {}

  /**
   * {@return the awaited value; meaningless when {@code x.suspended} is set}
   *
   * @param awaitable what to wait for
   * @param x the driver
   * @throws Throwable what it failed with
   */
  public static @Nullable Object await(Awaitable<?> awaitable, Execution x) throws Throwable {
    if (awaitable instanceof Frame<?> coroutine) {
      return coroutine.start(x);
    }
    if (awaitable instanceof Future<?> future) {
      if (future.loop() != x.loop("awaiting a Promise or a Task")) {
        return OtherLoops.outcome(future);
      }
      if (future.isDone()) {
        return future.result();
      }
      x.park(future);
      return null;
    }
    throw notAwaitable(awaitable);
  }

  /**
   * What is awaited where only a coroutine can be: its start is then called by the body itself, so
   * that the JIT knows for each await which coroutines it sees.
   *
   * @param awaitable a coroutine
   * @return the coroutine
   */
  public static Frame<?> coroutine(Awaitable<?> awaitable) {
    if (awaitable instanceof Frame<?> coroutine) {
      return coroutine;
    }
    throw notAwaitable(awaitable);
  }

  /**
   * As {@link #await(Awaitable, Execution)}. On a loop, cancelling the waiting task cancels the
   * stage too.
   *
   * @param stage what to wait for
   * @param x the driver
   * @return the awaited value; meaningless when {@code x.suspended} is set
   * @throws Throwable what it failed with
   */
  public static @Nullable Object await(CompletionStage<?> stage, Execution x) throws Throwable {
    if (Stages.isReadable(stage) && ((CompletableFuture<?>) stage).isDone()) {
      return Stages.outcome((CompletableFuture<?>) stage);
    }
    if (stage == null) {
      throw new NullPointerException("cannot await null");
    }
    if (!x.onLoop()) {
      x.park(stage);
      return null;
    }
    Future<?> future = x.loop("").future(stage);
    if (future.isDone()) {
      return future.result();
    }
    x.park(future);
    return null;
  }

  /**
   * What a body returns whose value another one hands on: a body that was called directly, and
   * would return a reference, returns its driver when it suspends.
   *
   * @param value what was handed on
   * @param x the driver
   * @return the value; {@code x} when {@code x.suspended} is set
   */
  public static @Nullable Object unlessSuspended(@Nullable Object value, Execution x) {
    return x.suspended ? x : value;
  }

  /**
   * Checks what an async method returns without having awaited it.
   *
   * @param awaitable what to wait for
   * @throws NullPointerException naming the method
   */
  public static void returned(@Nullable Object awaitable) {
    if (awaitable == null) {
      String method =
          StackWalker.getInstance()
              .walk(frames -> frames.skip(1).findFirst())
              .map(
                  frame ->
                      frame.getClassName()
                          + "."
                          + frame.getMethodName().replaceFirst("\\$(async|resume)$", ""))
              .orElse("an @Async method");
      throw new NullPointerException(
          method + " returned null: write return done() or return result(null)");
    }
  }

  private static RuntimeException notAwaitable(@Nullable Awaitable<?> awaitable) {
    if (awaitable == null) {
      return new NullPointerException("cannot await null");
    }
    return new IllegalArgumentException(
        "not a coroutine that Weft made: "
            + awaitable.getClass().getName()
            + " extends "
            + Coroutine.class.getName());
  }
}
