package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;

import dev.weft.Async;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;

/**
 * Off any loop: the body catches up with the thread that completes what it awaits, so that one of
 * these completes just when its callback is registered. The body goes on once, on one thread, with
 * what it had in its variables.
 */
@JCStressTest
@Outcome(id = "1016, 16", expect = Expect.ACCEPTABLE, desc = "All of it, once.")
@State
public class OffLoopCompletionWhileRegistering {
  private final List<CompletableFuture<Integer>> stages =
      Stream.generate(CompletableFuture<Integer>::new).limit(16).toList();
  private CompletableFuture<Integer> future;
  private int awaited;

  @Async
  private CompletableFuture<Integer> body() {
    int sum = 1_000;
    for (CompletableFuture<Integer> stage : stages) {
      sum += await(stage);
      awaited++;
    }
    return CompletableFuture.completedFuture(sum);
  }

  @Actor
  public void call() {
    future = body();
  }

  @Actor
  public void complete() {
    for (CompletableFuture<Integer> stage : stages) {
      stage.complete(1);
    }
  }

  @Arbiter
  public void end(LI_Result r) {
    r.r1 = Scene.end(future);
    r.r2 = awaited;
  }
}
