package dev.weft.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.codegen.Execution;
import dev.weft.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaiterTest {
  private static final class Patient extends Waiter<Void> {
    @Override
    public Object start(Execution x) {
      begin();
      await(x);
      return null;
    }

    @Override
    protected Object resume(Execution x) {
      await(x);
      return null;
    }
  }

  /** Else a turn would wake a task that does not wait for it, when its frames cannot be saved. */
  @Test
  void isNotGivenATurnAgainBeforeItsTaskHasComeToWaitAgain() {
    try (VirtualTime time = VirtualTime.create()) {
      List<Object> woken = new ArrayList<>();
      Execution x = new Execution(time.loop(), woken::add);
      Patient patient = new Patient();
      assertThat(x.start(patient)).isSameAs(patient);
      assertThat(patient.isWaiting()).isFalse();
      patient.waits("task");
      assertThat(patient.isWaiting()).isTrue();
      patient.grant(x);
      assertThat(woken).containsExactly("task");

      assertThat(x.resume(patient, null, null)).isSameAs(patient);

      assertThat(patient.isWaiting()).isFalse();
      patient.waits("task");
      assertThat(patient.isWaiting()).isTrue();
    }
  }
}
