package dev.weft.maven;

import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Whether JaCoCo measures what the tests of a module run. */
final class CoverageBuild {
  private static final String JACOCO = "org.jacoco:jacoco-maven-plugin";

  private CoverageBuild() {}

  /**
   * Looks for JaCoCo's agent, which its goal prepare-agent puts into a property for the tests' JVM
   * long before classes are woven, also when it is called on the command line and not when it is
   * skipped, and which others write into the configuration of the plugin that runs the tests; and
   * for the goal that instruments class files instead.
   */
  static boolean isMeasured(MavenProject project) {
    return project.getProperties().values().stream().anyMatch(CoverageBuild::namesAgent)
        || project.getBuildPlugins().stream()
            .flatMap(CoverageBuild::configurations)
            .anyMatch(CoverageBuild::namesAgent)
        || instruments(project.getPlugin(JACOCO));
  }

  private static Stream<String> configurations(Plugin plugin) {
    return Stream.<ConfigurationContainer>concat(Stream.of(plugin), plugin.getExecutions().stream())
        .map(configured -> String.valueOf(configured.getConfiguration()));
  }

  /** The agent's file has one name in Maven's repository and another in JaCoCo's own archive. */
  private static boolean namesAgent(Object value) {
    return value instanceof String text
        && text.contains("-javaagent:")
        && (text.contains("org.jacoco.agent") || text.contains("jacocoagent"));
  }

  private static boolean instruments(@Nullable Plugin jacoco) {
    return jacoco != null
        && jacoco.getExecutions().stream()
            .anyMatch(execution -> execution.getGoals().contains("instrument"));
  }
}
