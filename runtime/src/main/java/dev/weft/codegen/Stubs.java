package dev.weft.codegen;

import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskOptions;
import java.util.concurrent.CompletableFuture;

/** What the stubs of async methods call that do not return a Coroutine. */
public final class Stubs {
  private Stubs() {}

  /**
   * For a method that returns Task: scheduled on the running loop.
   *
   * @param <T> the type of the value
   * @param frame the coroutine
   * @return the task
   */
  public static <T> Task<T> task(Frame<T> frame) {
    return EventLoop.current().createTask(frame);
  }

  /**
   * For a method that returns CompletableFuture, a subclass, or CompletionStage: runs {@code frame}
   * at once on this thread up to its first real suspension, and then on the running loop, or, off
   * any loop, on the threads that complete what it awaits.
   *
   * @param frame the coroutine
   * @param future what the method returns; ends as the frame does
   * @return {@code future}
   */
  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // The stub's types are erased; it casts the result back.
  public static CompletableFuture future(Frame<?> frame, CompletableFuture<?> future) {
    EventLoop loop = EventLoop.currentOrNull();
    if (loop == null) {
      OffLoop.run(frame, (CompletableFuture<Object>) future);
    } else {
      loop.startTask((Frame<Object>) frame, TaskOptions.EAGER)
          .linkTo((CompletableFuture<Object>) future);
    }
    return future;
  }
}
