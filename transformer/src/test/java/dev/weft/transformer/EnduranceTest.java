package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Resources;
import org.junit.jupiter.api.Test;

/** What must go on for long in little memory and little stack, and cost nothing while it waits. */
class EnduranceTest {
  @Test
  void aMillionFuturesThatAnotherThreadCompletesAreAwaitedInAFlatStack() {
    assertThat(ProgramsTest.run("OtherThread", "-Xmx64m", "-Xss256k"))
        .isEqualTo(Resources.text("programs/OtherThread.out"));
  }

  @Test
  void tenMillionTasksAndTimersLeaveNothingBehind() {
    assertThat(ProgramsTest.run("Churn", "-Xmx64m", "-Xss256k"))
        .isEqualTo(Resources.text("programs/Churn.out"));
  }

  /** The one test that takes time: two seconds of a loop that has nothing to do. */
  @Test
  void aHundredThousandSleepingTasksTakeNoCpu() {
    String printed = ProgramsTest.run("Idle");
    System.out.print("100,000 tasks asleep for 2 s: " + printed);
    assertThat(printed).startsWith("100002 tasks, CPU ms: ");
    assertThat(Long.parseLong(printed.strip().replaceAll(".* ", "")))
        .as("ms of CPU")
        .isLessThan(100);
  }
}
