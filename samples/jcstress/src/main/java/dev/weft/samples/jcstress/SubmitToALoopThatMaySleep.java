package dev.weft.samples.jcstress;

import dev.weft.Clock;
import dev.weft.EventLoop;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A loop that goes to sleep while something is submitted is woken. */
@JCStressTest
@Outcome(id = "false", expect = Expect.ACCEPTABLE, desc = "Awake, or woken.")
@Outcome(id = "true", expect = Expect.FORBIDDEN, desc = "Asleep, and nobody will wake it.")
@State
public class SubmitToALoopThatMaySleep {
  private final SleepWatch clock = new SleepWatch();
  private final EventLoop loop = EventLoop.create(clock);
  private volatile boolean submitted;

  /** Sleeps until it is woken, or until it is clear that it will not be. */
  private final class SleepWatch implements Clock {
    private volatile boolean woken;
    private boolean forgotten;

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void idle(long deadline) {
      while (!woken && !submitted) {
        Thread.onSpinWait();
      }
      forgotten |= !woken;
    }

    @Override
    public void wake(Thread thread) {
      woken = true;
    }
  }

  @Actor
  public void loop(Z_Result r) {
    loop.runForever();
    r.r1 = clock.forgotten;
  }

  @Actor
  public void submit() {
    loop.callSoonThreadsafe(loop::stop);
    submitted = true;
  }
}
