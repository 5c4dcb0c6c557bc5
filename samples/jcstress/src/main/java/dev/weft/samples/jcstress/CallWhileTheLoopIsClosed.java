package dev.weft.samples.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** A callback that was refused does not run. */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "It has run.")
@Outcome(id = "true, 0", expect = Expect.ACCEPTABLE, desc = "Closed before its turn.")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "Closed before.")
@State
public class CallWhileTheLoopIsClosed extends Scene {
  private boolean accepted;
  private int calls;

  @Actor
  public void close() {
    runOnce();
    runOnce();
    loop.close();
  }

  @Actor
  public void call() {
    try {
      loop.callSoonThreadsafe(() -> calls++);
      accepted = true;
    } catch (IllegalStateException e) {
      accepted = false;
    }
  }

  @Arbiter
  public void end(ZI_Result r) {
    r.r1 = accepted;
    r.r2 = calls;
  }
}
