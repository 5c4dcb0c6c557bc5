package dev.weft.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Weaves the module's test classes: rewrites each <code>@Async</code> method into a state machine.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "transform-tests",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public class TransformTestsMojo extends AbstractTransformMojo {
  /**
   * Whether the compiler leaves the tests alone too: what it wrote in an earlier build needs no
   * second look.
   */
  @Parameter(property = "maven.test.skip", defaultValue = "false", readonly = true)
  private boolean testsSkipped;

  @Override
  boolean isSkipped() {
    return testsSkipped || super.isSkipped();
  }

  @Override
  Path classes() {
    return Path.of(project.getBuild().getTestOutputDirectory());
  }

  @Override
  List<String> classPath() throws DependencyResolutionRequiredException {
    return project.getTestClasspathElements();
  }

  @Override
  List<String> sourceRoots() {
    return project.getTestCompileSourceRoots();
  }
}
