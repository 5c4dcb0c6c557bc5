package dev.weft.samples.jcstress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What is submitted while the loop goes to sleep wakes it, again and again. */
@JCStressTest
@Outcome(id = "168", expect = Expect.ACCEPTABLE, desc = "All have run.")
@State
public class SubmitToALoopThatMaySleep extends Scene {
  private final List<CompletableFuture<Integer>> futures = new ArrayList<>();

  @Actor
  public void loop() {
    loop.runForever();
  }

  @Actor
  public void submit() {
    for (int i = 0; i < 4; i++) {
      futures.add(loop.submit(answer()));
    }
    CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .whenComplete((value, error) -> loop.callSoonThreadsafe(loop::stop));
  }

  @Arbiter
  public void end(I_Result r) {
    for (CompletableFuture<Integer> future : futures) {
      r.r1 += future.getNow(0);
    }
  }
}
