package dev.weft;

import dev.weft.internal.Nullable;
import dev.weft.internal.Nulls;
import dev.weft.internal.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tasks that end together: {@link #run} returns when all are done, and the first failure cancels
 * the others. Used on the loop's thread only. Mirrors {@code asyncio.TaskGroup}, in the form of
 * Python 3.13.
 *
 * <pre>
 * await(TaskGroup.run(group -&gt; {
 *   group.createTask(fetch(a));
 *   group.createTask(fetch(b));
 *   return done();
 * }));
 * </pre>
 */
public final class TaskGroup {
  /** From here on it is worth leaving out those that are done. */
  private static final int MANY = 16;

  private final EventLoop loop;
  private final Task<?> parent;

  /** Oldest first. Those that are done are left out now and then. */
  private final List<Task<?>> tasks = new ArrayList<>();

  /** Tasks that are not done, or whose end this has not been told of yet. */
  private int unfinished;

  private final List<Throwable> errors = new ArrayList<>();
  private boolean exiting;
  private boolean finished;

  /** The tasks were cancelled, and new ones are refused. */
  private boolean aborting;

  /** The parent was cancelled by this, so its CancelledError is not for the world outside. */
  private boolean parentCancelRequested;

  /** What the parent waits for at the end. */
  private @Nullable Promise<Object> completed;

  private TaskGroup(EventLoop loop, Task<?> parent) {
    this.loop = loop;
    this.parent = parent;
  }

  /**
   * Runs {@code body} in the caller's task, and then waits for the tasks that it and they created.
   * When the body or a task fails, all others are cancelled, and once they are done {@link
   * ExceptionGroup} is thrown with all failures. A task that was cancelled is no failure. When the
   * caller's task is cancelled, so are those of the group.
   *
   * @param <T> the type of the value
   * @param body is given the group
   * @return the value of {@code body}
   */
  public static <T> Coroutine<T> run(AsyncFunction<? super TaskGroup, T> body) {
    return new Block<>(Objects.requireNonNull(body, "body"));
  }

  /**
   * Adds a task.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @return the task
   * @throws IllegalStateException when the group has ended or is shutting down; {@code coroutine}
   *     is closed
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, TaskOptions.DEFAULT);
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name, a context, or an eager start.
   *
   * @param <T> the type of the value
   * @param coroutine what to run; it is used up by this
   * @param options a name, a context, or an eager start
   * @return the task
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, TaskOptions options) {
    if (finished || (exiting && unfinished == 0)) {
      coroutine.close();
      throw new IllegalStateException("the task group is finished");
    }
    if (aborting) {
      coroutine.close();
      throw new IllegalStateException("the task group is shutting down");
    }
    Task<T> task = loop.createTask(coroutine, options);
    Child child = new Child(this, task);
    tasks.add(task);
    unfinished++;
    if (task.isDone()) {
      loop.ready(child);
    } else {
      task.addWaiter(child);
    }
    return task;
  }

  /**
   * Ends the group early: cancels its tasks and its body. {@link #run} then ends normally, without
   * a value. Does nothing the second time, or after the end.
   */
  public void cancel() {
    if (finished) {
      return;
    }
    if (!aborting) {
      abort();
    }
    if (!parentCancelRequested) {
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  private void abort() {
    aborting = true;
    for (Task<?> task : tasks) {
      if (!task.isDone()) {
        task.cancel();
      }
    }
  }

  private void taskDone(Task<?> task) {
    unfinished--;
    if (tasks.size() > MANY && tasks.size() / 2 > unfinished) {
      tasks.removeIf(Future::isDone);
    }
    if (completed != null && unfinished == 0 && !completed.isDone()) {
      completed.complete(null);
    }
    if (task.state() != Future.State.FAILED) {
      return;
    }
    errors.add(task.failure());
    if (!aborting && !parentCancelRequested) {
      // The parent may be waiting for something else in its body: that has to end.
      abort();
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  @Override
  public String toString() {
    return "TaskGroup[tasks: "
        + unfinished
        + ", errors: "
        + errors.size()
        + (aborting ? ", cancelling]" : "]");
  }

  /** What the ready queue holds once a task is done. */
  private record Child(TaskGroup group, Task<?> task) implements Runnable {
    @Override
    public void run() {
      group.taskDone(task);
    }
  }

  /** The body, and what follows it. */
  private static final class Block<T> extends Steps<T> {
    private static final int BODY = 1;
    private static final int COMPLETED = 2;

    private final AsyncFunction<? super TaskGroup, T> body;
    private @Nullable TaskGroup entered;
    private @Nullable Object value;
    private @Nullable Throwable bodyError;
    private @Nullable Throwable cancellation;

    Block(AsyncFunction<? super TaskGroup, T> body) {
      this.body = body;
    }

    @Override
    protected @Nullable Object step(int at, @Nullable Object value, @Nullable Throwable error) {
      return switch (at) {
        case BODY -> {
          this.value = value;
          yield leave(Nulls.known(entered), error);
        }
        case COMPLETED -> completed(Nulls.known(entered), error);
        default -> enter(loop());
      };
    }

    private @Nullable Object enter(EventLoop loop) {
      Task<?> parent = Objects.requireNonNull(loop.currentTask(), "a task group runs in a task");
      TaskGroup group = new TaskGroup(loop, parent);
      entered = group;
      try {
        return await(body.apply(group), BODY);
      } catch (Throwable e) {
        return leave(group, e);
      }
    }

    private @Nullable Object leave(TaskGroup group, @Nullable Throwable error) {
      group.exiting = true;
      bodyError = error;
      if (error instanceof CancelledError) {
        cancellation = error;
      }
      if (error != null && !group.aborting) {
        group.abort();
      }
      return drain(group);
    }

    private @Nullable Object drain(TaskGroup group) {
      if (group.unfinished == 0) {
        return finish(group);
      }
      Promise<Object> completed = group.loop.createPromise();
      group.completed = completed;
      return await(completed, COMPLETED);
    }

    private @Nullable Object completed(TaskGroup group, @Nullable Throwable error) {
      group.completed = null;
      if (error != null && (cancellation == null || error.getMessage() != null)) {
        cancellation = error; // Even when aborting: somebody else's may come after our own.
      }
      if (error != null && !group.aborting) {
        group.abort();
      }
      return drain(group);
    }

    private @Nullable Object finish(TaskGroup group) {
      group.finished = true;
      Task<?> parent = group.parent;
      if (group.parentCancelRequested && parent.uncancel() == 0) {
        cancellation = null;
      }
      if (bodyError != null && !(bodyError instanceof CancelledError)) {
        group.errors.add(bodyError);
      }
      if (cancellation != null && group.errors.isEmpty()) {
        return raise(cancellation);
      }
      if (group.errors.isEmpty()) {
        return value;
      }
      if (parent.cancelling() > 0) {
        // Cancelled from outside as well: delivered at the next suspension, and counted once.
        parent.uncancel();
        parent.cancel();
      }
      throw new ExceptionGroup("unhandled errors in a TaskGroup", group.errors);
    }

    @Override
    protected String what() {
      return "TaskGroup.run()";
    }
  }
}
