package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The body gets a value or a CancelledError, and one of them only. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Completed before.")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Cancelled before.")
@State
public class StageCompletedWhileItsTaskIsCancelled extends Scene {
  private final CompletableFuture<Integer> stage = new CompletableFuture<>();
  private int values;
  private int cancellations;

  @Async
  private Coroutine<Void> body() {
    try {
      values += await(stage);
    } catch (CancelledError e) {
      cancellations++;
    }
    return done();
  }

  @Actor
  public void loop(II_Result r) {
    Task<Void> task = loop.createTask(body());
    loop.callSoon(task::cancel); // Behind the first step: it waits then.
    try {
      loop.runUntilComplete(task);
      runOnce(); // For what comes too late.
    } catch (IllegalStateException e) {
      values = -1; // Stopped, because it has never completed.
    }
    r.r1 = failed ? -2 : values;
    r.r2 = cancellations;
  }

  @Actor
  public void complete() {
    stage.complete(1);
  }
}
