package dev.weft.transformer.testing;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.codegen.Execution;
import dev.weft.codegen.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a fixture awaits: things that are ready, that suspend first, or that fail; and the trace it
 * leaves.
 */
public final class Probe {
  /** How awaits behave. */
  public enum Mode {
    READY,
    SUSPENDED,
    ALTERNATING
  }

  /** Thrown by the await that was chosen to fail. */
  public static final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    Failure(int number) {
      super("await " + number + " failed");
    }
  }

  private final Mode mode;
  private final int failing;
  private final int failingToo;
  private final List<String> trace = new ArrayList<>();
  private int awaits;

  /** The await number {@code failing}, counted from 1, throws; none if 0. */
  public Probe(Mode mode, int failing) {
    this(mode, failing, 0);
  }

  /** The awaits number {@code failing} and {@code failingToo} throw. */
  public Probe(Mode mode, int failing, int failingToo) {
    this.mode = mode;
    this.failing = failing;
    this.failingToo = failingToo;
  }

  /** Something to await whose value is {@code value}. */
  public <T> Coroutine<T> of(T value) {
    int number = ++awaits;
    trace.add("await " + number + " of " + text(value));
    Failure failure = fails(number) ? new Failure(number) : null;
    boolean suspends = mode == Mode.SUSPENDED || (mode == Mode.ALTERNATING && number % 2 == 0);
    if (!suspends && failure == null) {
      return Weft.result(value);
    }
    return new Outcome<>(value, failure, suspends);
  }

  /** The same as a stage that is done: for the tests of futures, without suspending. */
  public <T> CompletionStage<T> stage(T value) {
    int number = ++awaits;
    trace.add("await " + number + " of " + text(value));
    return fails(number)
        ? CompletableFuture.failedFuture(new Failure(number))
        : CompletableFuture.completedFuture(value);
  }

  private boolean fails(int number) {
    return number == failing || number == failingToo;
  }

  /** An array has no text of its own that two runs agree on. */
  private static String text(Object value) {
    return value != null && value.getClass().isArray()
        ? value.getClass().getSimpleName()
        : String.valueOf(value);
  }

  /** Leaves a line in the trace. */
  public <T> T log(T value) {
    trace.add(text(value));
    return value;
  }

  public List<String> trace() {
    return trace;
  }

  public int awaits() {
    return awaits;
  }

  private static final class Outcome<T> extends Frame<T> {
    private final T value;
    private final Failure failure;
    private final boolean suspends;

    Outcome(T value, Failure failure, boolean suspends) {
      this.value = value;
      this.failure = failure;
      this.suspends = suspends;
    }

    @Override
    public Object start(Execution x) throws Failure {
      begin();
      if (suspends) {
        x.parkForTheLoop();
        suspend(x, 1);
        return null;
      }
      return end();
    }

    @Override
    protected Object resume(Execution x) throws Failure {
      x.takeRef();
      return end();
    }

    private T end() throws Failure {
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }
}
