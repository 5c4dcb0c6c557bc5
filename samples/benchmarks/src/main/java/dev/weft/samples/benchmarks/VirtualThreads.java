package dev.weft.samples.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/** The way to virtual threads for classes that are compiled for JDK 17. */
public final class VirtualThreads {
  private static final ThreadFactory FACTORY = factory();

  private VirtualThreads() {}

  private static ThreadFactory factory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      return (ThreadFactory) type.getMethod("factory").invoke(builder);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("this JDK has no virtual threads", e);
    }
  }

  /** As {@code Thread.startVirtualThread}. */
  public static Thread start(Runnable body) {
    Thread thread = FACTORY.newThread(body);
    thread.start();
    return thread;
  }

  /** As {@code Executors.newVirtualThreadPerTaskExecutor}; close it with {@link #close}. */
  public static ExecutorService executor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("this JDK has no virtual threads", e);
    }
  }

  /** As {@code ExecutorService.close}: waits for what it runs. */
  public static void close(ExecutorService executor) {
    try {
      ((AutoCloseable) executor).close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs {@code body} in a virtual thread of its own, and waits for its end. */
  public static <T> T call(Callable<T> body) {
    FutureTask<T> task = new FutureTask<>(body);
    start(task);
    try {
      return task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
