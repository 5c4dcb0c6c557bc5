package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class AbstractWeavingMojoTest {
  @Test
  void directCallsAreNamedInLowerCase() throws MojoExecutionException {
    assertThat(AbstractWeavingMojo.directCalls("linked")).isEqualTo(DirectCalls.LINKED);
    assertThat(AbstractWeavingMojo.directCalls("nest")).isEqualTo(DirectCalls.NEST);
    assertThat(AbstractWeavingMojo.directCalls("private")).isEqualTo(DirectCalls.PRIVATE);
    assertThat(AbstractWeavingMojo.directCalls("none")).isEqualTo(DirectCalls.NONE);
  }

  @Test
  void anotherValueOfDirectCallsIsAnsweredWithTheOnesThereAre() {
    assertThatThrownBy(() -> AbstractWeavingMojo.directCalls("all"))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            "Weft: directCalls (property weft.directCalls) is \"all\": write linked, nest, private or none");
  }

  @Test
  void theLayoutIsThatForCoverageWhereCoverageIsMeasured() throws MojoExecutionException {
    assertThat(AbstractWeavingMojo.layout("auto", true)).isEqualTo(Layout.COVERAGE);
    assertThat(AbstractWeavingMojo.layout("auto", false)).isEqualTo(Layout.FAST);
    assertThat(AbstractWeavingMojo.layout("fast", true)).isEqualTo(Layout.FAST);
    assertThat(AbstractWeavingMojo.layout("coverage", false)).isEqualTo(Layout.COVERAGE);
    assertThatThrownBy(() -> AbstractWeavingMojo.layout("small", false))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessage(
            "Weft: layout (property weft.layout) is \"small\": write auto, fast or coverage");
  }

  @Test
  void coverageIsMeasuredByAnAgentOrInstrumentedClasses() {
    MavenProject agent = new MavenProject();
    agent.getProperties().setProperty("argLine", "-javaagent:/m2/org.jacoco.agent-0.8.15.jar=x");
    assertThat(CoverageBuild.isMeasured(agent)).isTrue();
    agent.getProperties().setProperty("argLine", "-javaagent:lib/jacocoagent.jar=x");
    assertThat(CoverageBuild.isMeasured(agent)).isTrue();
    agent.getProperties().setProperty("argLine", "-javaagent:lib/other.jar=x");
    assertThat(CoverageBuild.isMeasured(agent)).isFalse();

    MavenProject configured = new MavenProject();
    configured.setBuild(new Build());
    Plugin surefire = new Plugin();
    surefire.setArtifactId("maven-surefire-plugin");
    configured.getBuild().addPlugin(surefire);
    assertThat(CoverageBuild.isMeasured(configured)).isFalse();
    String argLine = "<argLine>-javaagent:lib/jacocoagent.jar</argLine>";
    surefire.setConfiguration(argLine);
    assertThat(CoverageBuild.isMeasured(configured)).isTrue();
    surefire.setConfiguration(null);
    PluginExecution tests = new PluginExecution();
    surefire.addExecution(tests);
    assertThat(CoverageBuild.isMeasured(configured)).isFalse();
    tests.setConfiguration(argLine);
    assertThat(CoverageBuild.isMeasured(configured)).isTrue();

    MavenProject instrumented = new MavenProject();
    instrumented.setBuild(new Build());
    Plugin jacoco = new Plugin();
    jacoco.setGroupId("org.jacoco");
    jacoco.setArtifactId("jacoco-maven-plugin");
    instrumented.getBuild().addPlugin(jacoco);
    assertThat(CoverageBuild.isMeasured(instrumented)).isFalse();
    PluginExecution execution = new PluginExecution();
    execution.addGoal("instrument");
    jacoco.addExecution(execution);
    assertThat(CoverageBuild.isMeasured(instrumented)).isTrue();
  }
}
