package dev.weft.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Weaves the module's main classes: rewrites each <code>@Async</code> method into a state machine.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "transform",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public class TransformMojo extends AbstractTransformMojo {
  @Override
  Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }

  @Override
  List<String> classPath() throws DependencyResolutionRequiredException {
    return project.getCompileClasspathElements();
  }

  @Override
  List<String> sourceRoots() {
    return project.getCompileSourceRoots();
  }
}
