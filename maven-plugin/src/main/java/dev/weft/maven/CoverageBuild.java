package dev.weft.maven;

import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

/** Whether JaCoCo measures what the tests of a module run. */
final class CoverageBuild {
  private static final String JACOCO = "org.jacoco:jacoco-maven-plugin";

  private CoverageBuild() {}

  /**
   * Looks for JaCoCo's agent, which its goal prepare-agent puts into a property for the tests' JVM
   * long before classes are woven, also when it is called on the command line and not when it is
   * skipped; and for the goal that instruments class files instead.
   */
  static boolean isMeasured(MavenProject project) {
    for (Object value : project.getProperties().values()) {
      if (value instanceof String text
          && text.contains("-javaagent:")
          && text.contains("org.jacoco.agent")) {
        return true;
      }
    }
    Plugin plugin = project.getPlugin(JACOCO);
    return plugin != null
        && plugin.getExecutions().stream()
            .anyMatch(execution -> execution.getGoals().contains("instrument"));
  }
}
