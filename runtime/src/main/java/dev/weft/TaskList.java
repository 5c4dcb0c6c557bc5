package dev.weft;

import dev.weft.internal.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks of a loop that are not done, oldest first. The links are in the tasks: adding and
 * removing allocate nothing.
 */
final class TaskList {
  private @Nullable Task<?> oldest;
  private @Nullable Task<?> youngest;
  private int size;

  int size() {
    return size;
  }

  void add(Task<?> task) {
    task.previous = youngest;
    if (youngest == null) {
      oldest = task;
    } else {
      youngest.following = task;
    }
    youngest = task;
    size++;
  }

  void remove(Task<?> task) {
    Task<?> previous = task.previous;
    Task<?> following = task.following;
    if (previous == null) {
      oldest = following;
    } else {
      previous.following = following;
    }
    if (following == null) {
      youngest = previous;
    } else {
      following.previous = previous;
    }
    task.previous = null;
    task.following = null;
    size--;
  }

  List<Task<?>> copy() {
    List<Task<?>> tasks = new ArrayList<>();
    for (Task<?> task = oldest; task != null; task = task.following) {
      tasks.add(task);
    }
    return tasks;
  }
}
