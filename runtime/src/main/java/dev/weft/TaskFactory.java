package dev.weft;

/**
 * Decides how tasks of a loop are made, for {@link EventLoop#setTaskFactory}: with other options,
 * of a wrapped coroutine, counted, and so on. Calls {@link EventLoop#startTask} in the end. Mirrors
 * the task factories of asyncio.
 */
public interface TaskFactory {
  /** Starts every task eagerly. Mirrors {@code asyncio.eager_task_factory}. */
  TaskFactory EAGER =
      new TaskFactory() {
        @Override
        public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options) {
          return loop.startTask(coroutine, options.eager());
        }
      };

  /**
   * Makes the task. On the loop's thread.
   *
   * @param <T> the type of the value
   * @param loop the loop that runs the task
   * @param coroutine what to run; it is used up by this
   * @param options what was asked for
   * @return the task
   */
  <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine, TaskOptions options);
}
