package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;

import dev.weft.Async;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/**
 * Off any loop: the cancellation comes while the body goes on from one stage to the next, which
 * never completes by itself.
 */
@JCStressTest
@Outcome(id = "cancelled, 1", expect = Expect.ACCEPTABLE, desc = "It has ended.")
@State
public class OffLoopCancelWhileRegistering {
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> never = new CompletableFuture<>();
  private int ends;
  private final CompletableFuture<Integer> future = body();

  @Async
  private CompletableFuture<Integer> body() {
    try {
      await(first);
      return CompletableFuture.completedFuture(await(never));
    } finally {
      ends++;
    }
  }

  @Actor
  public void complete() {
    first.complete(1);
  }

  @Actor
  public void cancel() {
    future.cancel(true);
  }

  @Arbiter
  public void end(LI_Result r) {
    r.r1 = Scene.end(future);
    r.r2 = ends;
  }
}
