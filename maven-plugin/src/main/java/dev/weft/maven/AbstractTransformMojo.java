package dev.weft.maven;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Severities;
import dev.weft.transformer.directory.DirectoryWeaver;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.directory.WeaveSummary;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that weave have in common. All work is done by {@link DirectoryWeaver}. */
abstract class AbstractTransformMojo extends AbstractWeavingMojo {
  /**
   * Lets a warning fail the build as an error does.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /**
   * How grave which warnings are, such as <code>WEFT-202=error</code>, <code>WEFT-203=off</code>;
   * on the command line separated by commas. Errors stay errors.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.severities")
  private List<String> severities = List.of();

  /**
   * Names every file that is written or deleted.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.verbose", defaultValue = "false")
  private boolean verbose;

  /**
   * Keeps the class files of woven classes as the compiler wrote them, below <code>
   * target/weft</code>: the goal <code>verify</code> weaves them again and compares, a build with
   * other options starts from them, and a build that weaves nothing repeats their warnings.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.keepOriginals", defaultValue = "true")
  private boolean keepOriginals = true;

  /** The directory to weave. */
  abstract Path classes();

  /** What its classes were compiled against. */
  abstract List<String> classPath() throws DependencyResolutionRequiredException;

  /** The roots of the sources that they were compiled from. */
  abstract List<String> sourceRoots();

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().debug("Weft is skipped");
      return;
    }
    Sources sources = sources(sourceRoots(), null);
    WeaveSummary summary = weave(sources);
    for (Diagnostic problem : summary.diagnostics()) {
      // A warning that fails the build has to be seen in a quiet one.
      if (problem.isError() || summary.failed()) {
        getLog().error(sources.render(problem));
      } else {
        getLog().warn(sources.render(problem));
      }
    }
    if (summary.failed()) {
      throw new MojoFailureException("Weft: " + summary.text());
    }
    if (!summary.nothingAsync()) {
      getLog().info("Weft: " + summary.text());
    }
  }

  private WeaveSummary weave(Sources sources) throws MojoExecutionException {
    try {
      WeaveRequest request =
          WeaveRequest.of(classes(), paths(classPath()))
              .choosing(chosen())
              .with(options())
              .failingOnWarning(failOnWarning)
              .rating(Severities.parse(severities))
              .silencing(sources::isSuppressed);
      if (keepOriginals) {
        request = request.keepingOriginals(originals(classes()));
      }
      return DirectoryWeaver.weave(request, new MavenLog(getLog(), verbose));
    } catch (IOException | IllegalArgumentException e) {
      throw new MojoExecutionException("Weft: " + e.getMessage(), e);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException(
          "Weft: the dependencies of the module are not resolved: " + e.getMessage(), e);
    }
  }
}
