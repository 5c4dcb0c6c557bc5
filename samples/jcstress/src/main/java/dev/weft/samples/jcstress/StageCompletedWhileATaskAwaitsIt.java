package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Before, while and after the task begins to wait; what was done before the completion is seen. */
@JCStressTest
@Outcome(id = "42", expect = Expect.ACCEPTABLE, desc = "The value, and what came before it.")
@State
public class StageCompletedWhileATaskAwaitsIt extends Scene {
  private final CompletableFuture<Integer> stage = new CompletableFuture<>();
  private int plain;

  @Async
  private Coroutine<Integer> body() {
    int value = await(stage);
    return result(value + plain);
  }

  @Actor
  public void loop(I_Result r) {
    try {
      r.r1 = loop.runUntilComplete(body());
    } catch (IllegalStateException e) {
      r.r1 = -1; // Stopped, because it has never completed.
    }
  }

  @Actor
  public void complete() {
    plain = 2;
    stage.complete(40);
  }
}
