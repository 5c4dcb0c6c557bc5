package dev.weft.samples.jcstress;

import dev.weft.Runner;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** As {@link SubmitWhileTheLoopIsClosed}, at the end of what Weft.run does. */
@JCStressTest
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "It has run.")
@Outcome(id = "cancelled", expect = Expect.ACCEPTABLE, desc = "Cancelled with all the others.")
@Outcome(id = "failed", expect = Expect.ACCEPTABLE, desc = "Closed before its end.")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "Closed before.")
@State
public class SubmitWhileTheRunnerIsClosed extends Scene {
  private CompletableFuture<Integer> future;

  @Actor
  public void run() {
    try (Runner runner = new Runner(loop)) {
      runner.run(Weft.done());
    }
  }

  @Actor
  public void submit() {
    try {
      future = loop.submit(answer());
    } catch (IllegalStateException e) {
      future = null; // Refused.
    }
  }

  @Arbiter
  public void end(L_Result r) {
    r.r1 = end(future);
  }
}
