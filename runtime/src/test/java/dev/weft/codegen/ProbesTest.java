package dev.weft.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.CapturedLog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import org.junit.jupiter.api.Test;

class ProbesTest {
  /** With the method that JaCoCo adds. */
  private static class Instrumented {
    private static final boolean[] PROBES = new boolean[3];

    static Lookup lookup() {
      return MethodHandles.lookup();
    }

    @SuppressWarnings("unused")
    private static boolean[] $jacocoInit(Lookup caller, String name, Class<?> type) {
      assertThat(caller.lookupClass()).isEqualTo(Instrumented.class);
      return PROBES;
    }
  }

  @Test
  void areThoseThatJaCoCoCounts() throws Throwable {
    assertThat(of(Instrumented.lookup(), 2)).isSameAs(Instrumented.PROBES);
    assertThat(of(Instrumented.lookup(), 3)).isSameAs(Instrumented.PROBES);
  }

  @Test
  void areNobodysWhereJaCoCoHasNotInstrumentedTheClass() throws Throwable {
    assertThat(of(MethodHandles.lookup(), 4)).hasSize(4);
  }

  @Test
  void areNobodysWhereJaCoCoHasPutFewer() throws Throwable {
    try (CapturedLog log = new CapturedLog()) {
      assertThat(of(Instrumented.lookup(), 4)).hasSize(4);
      assertThat(log.messages())
          .containsExactly(
              "WARNING "
                  + Instrumented.class.getName()
                  + " has 3 probes of JaCoCo, where 4 or more were expected: what runs of its async"
                  + " methods is not counted");
    }
  }

  private static boolean[] of(Lookup caller, int count) throws Throwable {
    return Probes.of(caller, "probes", boolean[].class, count);
  }
}
