package dev.weft.samples.jcstress;

import static dev.weft.Weft.await;

import dev.weft.Async;
import dev.weft.CancelledError;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Off any loop: each await ends once, with a value or with a CancelledError; one cancellation is
 * one CancelledError, or none when it comes too late.
 */
@JCStressTest
@Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "The cancellation came too late.")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "Delivered at one of the two.")
@State
public class OffLoopCancelWhileCompleting {
  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final CompletableFuture<Integer> second = new CompletableFuture<>();
  private int values;
  private int cancellations;
  private int ends;
  private final CompletableFuture<Void> future = body();

  @Async
  private CompletableFuture<Void> body() {
    try {
      values += await(first);
    } catch (CancelledError e) {
      cancellations++;
    }
    try {
      values += await(second);
    } catch (CancelledError e) {
      cancellations++;
    }
    ends++;
    return CompletableFuture.completedFuture(null);
  }

  @Actor
  public void cancel() {
    future.cancel(true);
  }

  @Actor
  public void complete() {
    first.complete(1);
    second.complete(1);
  }

  @Arbiter
  public void end(III_Result r) {
    r.r1 = values;
    r.r2 = cancellations;
    r.r3 = ends;
  }
}
