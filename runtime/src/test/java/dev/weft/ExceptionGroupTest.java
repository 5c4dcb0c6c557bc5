package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionGroupTest {
  private final IOException io = new IOException("io");
  private final RuntimeException runtime = new RuntimeException("runtime");
  private final ExceptionGroup inner = new ExceptionGroup("inner", List.of(io, runtime));
  private final ExceptionGroup outer = new ExceptionGroup("outer", List.of(inner, runtime));

  @Test
  void splitDividesByTypeAndKeepsTheNesting() {
    ExceptionGroup.Split split = outer.split(IOException.class);
    assertThat(split.matching()).hasMessage("outer (1 sub-exception)");
    ExceptionGroup nested = (ExceptionGroup) split.matching().exceptions().get(0);
    assertThat(nested).hasMessage("inner (1 sub-exception)");
    assertThat(nested.exceptions()).containsExactly(io);
    assertThat(split.rest().exceptions()).hasSize(2);
    assertThat(split.rest().exceptions().get(1)).isSameAs(runtime);
  }

  @Test
  void aPartWithoutExceptionsIsNull() {
    assertThat(outer.subgroup(InterruptedException.class)).isNull();
    assertThat(outer.split(InterruptedException.class).rest().exceptions()).hasSize(2);
    assertThat(outer.split(ExceptionGroup.class)).isEqualTo(new ExceptionGroup.Split(outer, null));
  }

  @Test
  void theExceptionsAreSuppressedOnesToo() {
    assertThat(inner.getSuppressed()).containsExactly(io, runtime);
  }

  @Test
  void aGroupIsNeverEmpty() {
    assertThatThrownBy(() -> new ExceptionGroup("none", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
