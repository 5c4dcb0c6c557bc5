package dev.weft;

import dev.weft.internal.CPythonTies;
import dev.weft.internal.Nullable;
import java.util.function.Consumer;

/**
 * The engine of an {@link EventLoop}: what is ready, what is due when, what comes in from other
 * threads, and the iteration that runs it.
 */
abstract class LoopCore {
  private static final ThreadLocal<@Nullable EventLoop> CURRENT = new ThreadLocal<>();

  final Clock clock;
  final TimerQueue timers;
  final Incoming incoming = new Incoming();
  private final ReadyQueue ready = new ReadyQueue();

  /** The values of ContextVars for the task or callback that runs. */
  Context context = Context.EMPTY;

  /** Null when no state of the thread is carried. */
  private @Nullable Carrying carrying;

  /** Null when debug mode is off. */
  @Nullable Debug debug = Boolean.getBoolean("weft.debug") ? new Debug(Debug.SLOW) : null;

  /** What an interruption of the loop's thread does; null is to stop. */
  @Nullable Runnable interruption;

  /** The thread that runs the loop, or null. */
  private volatile @Nullable Thread thread;

  /** The task that runs, or has run last; null in a callback, and while there is nothing to run. */
  private @Nullable Task<?> current;

  private boolean stopping;

  /** The thread was interrupted, and is to find that out when the loop has ended. */
  private boolean interrupted;

  LoopCore(Clock clock) {
    this.clock = clock;
    this.timers = clock instanceof CPythonTies ? new CPythonTimerQueue() : new TimerQueue();
  }

  static @Nullable EventLoop onThisThread() {
    return CURRENT.get();
  }

  /**
   * Runs iterations until {@link #stopAfterIteration}, in each of them what was ready when it
   * began. The only place where callbacks run and tasks step. (The first step of an eager task is a
   * part of the step that creates it: {@link Task#stepEagerly}.)
   *
   * <p>One method, since every exception that a body throws pays for each of those below it.
   */
  final void run(EventLoop self) {
    begin(self);
    try {
      do {
        collectReady();
        for (int n = ready.size(); n > 0; n--) {
          Object entry = ready.poll();
          Debug watching = debug;
          if (watching != null) {
            watching.begins(entry, clock.nanos());
          }
          try {
            if (entry instanceof Task<?> task) {
              task.step();
            } else if (entry instanceof Handle handle) {
              current = null;
              handle.run(this);
            } else {
              current = null;
              ((Runnable) entry).run();
            }
          } catch (Throwable e) {
            report(new LoopFailure("exception in callback", e, entry));
          }
          if (carrying != null) {
            leave(entry);
          }
          if (watching != null) {
            current = null;
            watching.ran(entry, clock.nanos());
          }
        }
      } while (!stopping);
    } finally {
      end();
    }
  }

  private void begin(EventLoop self) {
    synchronized (this) {
      requireRunnable();
      thread = Thread.currentThread();
    }
    CURRENT.set(self);
    if (carrying != null) {
      context = carrying.begin();
    }
  }

  private void end() {
    stopping = false;
    thread = null;
    current = null;
    CURRENT.remove();
    if (carrying != null) {
      carrying.end();
    }
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  final void requireRunnable() {
    Thread runner = thread;
    if (runner != null) {
      throw new IllegalStateException(
          "this event loop is already running, on thread "
              + runner.getName()
              + ": await the coroutine there, or submit it from here");
    }
    if (CURRENT.get() != null) {
      throw new IllegalStateException(
          "cannot run an event loop while another one is running on this thread: await the coroutine instead");
    }
  }

  /** How an iteration begins: waits until something is ready, or to be stopped. */
  private void collectReady() {
    if (ready.isEmpty() && !stopping && incoming.isEmpty()) {
      current = null;
      TimerHandle timer = timers.peek();
      idle(timer == null ? Long.MAX_VALUE : timer.when);
    }
    if (!incoming.isEmpty()) {
      incoming.moveTo(ready);
    }
    if (!timers.isEmpty()) {
      moveDueTimers();
    }
  }

  private void idle(long deadline) {
    if (Thread.interrupted()) {
      interrupted = true;
      if (interruption == null) {
        stopAfterIteration();
      } else {
        interruption.run();
      }
    } else if (deadline == Long.MAX_VALUE || deadline - clock.nanos() > 0) {
      incoming.await(clock, deadline);
    }
  }

  private void moveDueTimers() {
    if (timers.peek() == null) {
      return;
    }
    long now = clock.nanos();
    for (TimerHandle timer = timers.pollDue(now); timer != null; timer = timers.pollDue(now)) {
      if (!timer.isCancelled()) {
        ready.add(timer);
      }
    }
  }

  final void stopAfterIteration() {
    stopping = true;
  }

  /** Reports what nobody else gets to see. */
  abstract void report(LoopFailure failure);

  /** Queues a {@link Task}, a {@link Handle} or a Runnable for the next iteration. */
  final void ready(Object entry) {
    ready.add(entry);
  }

  /** Queues a task that has got what it waited for. */
  final void wake(Object task) {
    requireThread("waking a task");
    ready.add(task);
  }

  /** Empties the ready queue. */
  final void dropReady(Consumer<Object> dropped) {
    while (!ready.isEmpty()) {
      dropped.accept(ready.poll());
    }
  }

  /** From here on {@code task} runs, or with null a callback, with those values of ContextVars. */
  final void enter(@Nullable Task<?> task, Context context) {
    if (current != task) {
      current = task;
    }
    if (this.context != context) {
      become(context);
    }
  }

  /** From here on the values of {@code context} are current. */
  final void become(Context context) {
    this.context = context;
    if (carrying != null) {
      carrying.restore(context);
    }
  }

  /** What is current, to be kept. */
  final Context captured() {
    return carrying == null ? context : carrying.capture(context);
  }

  /** As {@link #captured}, on any thread: what is current on that one. */
  final Context capturedHere() {
    Context here = Context.current();
    Carrying carrying = this.carrying; // Which other threads may see late: it never changes.
    return carrying == null || isOnThread() ? here : carrying.capture(here);
  }

  /** The end of a step or callback: a task keeps its values, and the thread has its own again. */
  final void leave(Object entry) {
    Carrying carrying = this.carrying;
    if (carrying != null) {
      if (entry instanceof Task<?> task) {
        task.keep(carrying.capture(context));
      }
      context = carrying.leave();
    }
  }

  final void addCarried(Carried<?> state) {
    carrying = Carrying.with(this, carrying, state);
    if (isOnThread()) {
      carrying.begin();
    }
  }

  final boolean hasThread() {
    return thread != null;
  }

  final boolean isOnThread() {
    return thread == Thread.currentThread();
  }

  final @Nullable Task<?> running() {
    return current;
  }

  /** Refuses calls from other threads while the loop runs. */
  final void requireThread(String what) {
    Thread owner = thread;
    if (owner != null && owner != Thread.currentThread()) {
      throw new IllegalStateException(
          what
              + " was called on thread "
              + Thread.currentThread().getName()
              + ", but the event loop runs on "
              + owner.getName()
              + ": go through callSoonThreadsafe or submit");
    }
  }
}
