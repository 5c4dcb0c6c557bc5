package dev.weft.samples.jcstress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Callbacks of one thread run in its order, once each, and see what it did before. */
@JCStressTest
@Outcome(id = "12, 2", expect = Expect.ACCEPTABLE, desc = "The first, and then the second.")
@State
public class CallbacksFromAnotherThread extends Scene {
  private int plain;
  private int order;
  private int seen;

  @Actor
  public void loop() {
    loop.runForever();
  }

  @Actor
  public void call() {
    plain = 1;
    loop.callSoonThreadsafe(
        () -> {
          order = order * 10 + 1;
          seen += plain;
        });
    loop.callSoonThreadsafe(
        () -> {
          order = order * 10 + 2;
          seen += plain;
          loop.stop();
        });
  }

  @Arbiter
  public void end(II_Result r) {
    r.r1 = order;
    r.r2 = seen;
  }
}
