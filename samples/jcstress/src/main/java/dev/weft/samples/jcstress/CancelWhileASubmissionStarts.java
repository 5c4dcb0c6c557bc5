package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/** The submitter's cancellation reaches the task wherever it is; one that waits for ever ends. */
@JCStressTest
@Outcome(id = "cancelled, 0, 0", expect = Expect.ACCEPTABLE, desc = "It has never started.")
@Outcome(id = "cancelled, 1, 1", expect = Expect.ACCEPTABLE, desc = "Started, and cancelled once.")
@State
public class CancelWhileASubmissionStarts extends Scene {
  private final CompletableFuture<Void> future = loop.submit(body());
  private int started;
  private int cancellations;

  @Async
  private Coroutine<Void> body() {
    started++;
    try {
      await(loop.createPromise());
    } catch (CancelledError e) {
      cancellations++;
      throw e;
    }
    return done();
  }

  @Actor
  public void loop() {
    loop.runForever();
    runOnce(); // The step that gets the cancellation,
    runOnce(); // and what follows from it.
  }

  @Actor
  public void cancel() {
    future.cancel(true);
    loop.callSoonThreadsafe(loop::stop);
  }

  @Arbiter
  public void end(LII_Result r) {
    r.r1 = end(future);
    r.r2 = started;
    r.r3 = cancellations;
  }
}
