package dev.weft.samples.jcstress;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** In whatever iteration the submission arrives, its future ends: nobody waits for it for ever. */
@JCStressTest
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "It has run.")
@Outcome(id = "failed", expect = Expect.ACCEPTABLE, desc = "Closed before its end.")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "Closed before.")
@State
public class SubmitWhileTheLoopIsClosed extends Scene {
  private CompletableFuture<Integer> future;

  @Actor
  public void close() {
    for (int i = 0; i < 4; i++) {
      runOnce();
    }
    loop.close();
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
