package dev.weft.samples.stress;

import dev.weft.Task;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tasks that may be cancelled: any one of them as fast as another. */
final class Victims {
  private final List<Task<?>> tasks = new ArrayList<>();
  private final Map<Task<?>, Integer> indices = new IdentityHashMap<>();

  void add(Task<?> task) {
    indices.put(task, tasks.size());
    tasks.add(task);
  }

  void remove(Task<?> task) {
    Integer index = indices.remove(task);
    if (index == null) {
      return;
    }
    Task<?> last = tasks.remove(tasks.size() - 1);
    if (last != task) {
      tasks.set(index, last);
      indices.put(last, index);
    }
  }

  void cancelOne(Random random) {
    if (!tasks.isEmpty()) {
      tasks.get(random.nextInt(tasks.size())).cancel();
    }
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }
}
