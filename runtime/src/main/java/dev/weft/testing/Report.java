package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.Task;
import java.util.List;

/** Which tasks wait where. */
final class Report {
  private static final int MOST = 50;

  private Report() {}

  static String of(String headline, EventLoop loop) {
    List<Task<?>> tasks = loop.allTasks();
    StringBuilder text = new StringBuilder(headline);
    text.append("; tasks that wait: ").append(tasks.size());
    for (Task<?> task : tasks.subList(0, Math.min(MOST, tasks.size()))) {
      text.append("\n  ").append(task);
      for (StackTraceElement element : task.stack()) {
        text.append("\n      at ").append(element);
      }
    }
    if (tasks.size() > MOST) {
      text.append("\n  and ").append(tasks.size() - MOST).append(" more");
    }
    return text.toString();
  }
}
