package dev.weft.maven;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.DirectoryWeaver;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.directory.WeaveSummary;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * What the goals that weave have in common: their parameters, and the translation of Maven's world
 * to the transformer's and back. All work is done by {@link DirectoryWeaver}.
 */
abstract class AbstractWeftMojo extends AbstractMojo {
  /** The module. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  protected MavenProject project = new MavenProject();

  /** The encoding of the sources that messages quote. */
  @Parameter(defaultValue = "${project.build.sourceEncoding}", readonly = true)
  private String encoding = "UTF-8";

  /**
   * Leaves the classes as the compiler wrote them.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Weaves only classes that fit one of these patterns, such as <code>com/acme/**</code> or <code>
   * &#42;&#42;/Foo*</code>. Classes inside a class go with it. Without any, all are woven.
   *
   * @since 0.1.0
   */
  @Parameter private List<String> includes = List.of();

  /**
   * Does not weave classes that fit one of these patterns, see <code>includes</code>.
   *
   * @since 0.1.0
   */
  @Parameter private List<String> excludes = List.of();

  /**
   * Lets a warning fail the build as an error does.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.failOnWarning", defaultValue = "false")
  private boolean failOnWarning;

  /**
   * Names every file that is written or deleted.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.verbose", defaultValue = "false")
  private boolean verbose;

  /**
   * Which awaited calls of async methods may go without a coroutine object, which is faster but
   * passes by a mock: <code>nest</code>, those of private, static and final methods within one
   * top-level class; <code>private</code>, those of private methods; or <code>none</code>.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.directCalls", defaultValue = "nest")
  private String directCalls = "nest";

  /**
   * Keeps local variables that nothing reads any more, so that a debugger shows every variable in
   * scope after a suspension. It makes frames larger, and keeps alive what the variables refer to.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.keepLocals", defaultValue = "false")
  private boolean keepLocals;

  /** The directory to weave. */
  abstract Path classes();

  /** What its classes were compiled against. */
  abstract List<String> classPath() throws DependencyResolutionRequiredException;

  /** The roots of the sources that they were compiled from. */
  abstract List<String> sourceRoots();

  /** Whether the goal is to do nothing. */
  boolean isSkipped() {
    return skip;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().debug("Weft is skipped");
      return;
    }
    Sources sources = new Sources(paths(sourceRoots()), charset(), null);
    WeaveSummary summary = weave(sources);
    for (Diagnostic problem : summary.diagnostics()) {
      if (problem.isError()) {
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
              .choosing(Patterns.choose(includes, excludes))
              .with(Options.DEFAULT.with(directCalls(directCalls)).keepingLocals(keepLocals))
              .failingOnWarning(failOnWarning)
              .silencing(sources::isSuppressed);
      return DirectoryWeaver.weave(request, new MavenLog(getLog(), verbose));
    } catch (IOException e) {
      throw new MojoExecutionException("Weft: " + e.getMessage(), e);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException(
          "Weft: the dependencies of the module are not resolved: " + e.getMessage(), e);
    }
  }

  static DirectCalls directCalls(String name) throws MojoExecutionException {
    for (DirectCalls value : DirectCalls.values()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
        return value;
      }
    }
    throw new MojoExecutionException(
        "Weft: directCalls (property weft.directCalls) is \""
            + name
            + "\": write nest, private or none");
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      // The compiler has complained of it by now; here it is only about quotations.
      return Charset.defaultCharset();
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
