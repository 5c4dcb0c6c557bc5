package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;
import static dev.weft.Weft.yieldNow;

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

/**
 * The future ends with the value or is cancelled. The body, which goes on when it is cancelled,
 * gets at most one CancelledError, and comes to its end.
 */
@JCStressTest
@Outcome(id = "42, 11, 0", expect = Expect.ACCEPTABLE, desc = "It was there before.")
@Outcome(id = "cancelled, 0, 0", expect = Expect.ACCEPTABLE, desc = "It has never started.")
@Outcome(id = "cancelled, 11, 0", expect = Expect.ACCEPTABLE, desc = "Too late for the body.")
@Outcome(id = "cancelled, 11, 1", expect = Expect.ACCEPTABLE, desc = "Cancelled half-way.")
@State
public class CancelWhileASubmissionEnds extends Scene {
  private final CompletableFuture<Integer> future = loop.submit(body());

  /** 10 for the start and 1 for the end. */
  private int progress;

  private int cancellations;

  @Async
  private Coroutine<Integer> body() {
    progress += 10;
    for (int i = 0; i < 3; i++) {
      try {
        await(yieldNow());
      } catch (CancelledError e) {
        cancellations++;
      }
    }
    progress++;
    return result(42);
  }

  @Actor
  public void loop() {
    for (int i = 0; i < 10; i++) {
      runOnce();
    }
  }

  @Actor
  public void cancel() {
    future.cancel(true);
  }

  @Arbiter
  public void end(LII_Result r) {
    r.r1 = end(future);
    r.r2 = progress;
    r.r3 = cancellations;
  }
}
