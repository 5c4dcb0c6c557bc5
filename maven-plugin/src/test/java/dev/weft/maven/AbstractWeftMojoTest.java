package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.DirectCalls;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class AbstractWeftMojoTest {
  @Test
  void directCallsAreNamedInLowerCase() throws MojoExecutionException {
    assertThat(AbstractWeftMojo.directCalls("nest")).isEqualTo(DirectCalls.NEST);
    assertThat(AbstractWeftMojo.directCalls("private")).isEqualTo(DirectCalls.PRIVATE);
    assertThat(AbstractWeftMojo.directCalls("none")).isEqualTo(DirectCalls.NONE);
  }

  @Test
  void anotherValueOfDirectCallsIsAnsweredWithTheOnesThereAre() {
    assertThatThrownBy(() -> AbstractWeftMojo.directCalls("all"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            "Weft: directCalls (property weft.directCalls) is \"all\": write nest, private or none");
  }
}
