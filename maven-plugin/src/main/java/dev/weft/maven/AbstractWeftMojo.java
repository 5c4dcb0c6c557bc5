package dev.weft.maven;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.source.Sources;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What the goals have in common: which classes, how they are woven, and the translation of Maven's
 * world to the transformer's.
 */
abstract class AbstractWeftMojo extends AbstractMojo {
  /** The module. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  protected MavenProject project = new MavenProject();

  /** The encoding of the sources that messages quote. */
  @Parameter(defaultValue = "${project.build.sourceEncoding}", readonly = true)
  private String encoding = "UTF-8";

  /**
   * Does nothing: leaves the classes as the compiler wrote them, and proves nothing.
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

  /**
   * What becomes of the body of an async method. <code>fast</code>: two copies of it. <code>compact
   * </code>: one, slower, in which every source line has its own instructions and branches and no
   * others, as a report of coverage should show them. <code>auto</code>: compact where JaCoCo
   * measures the build (its agent is among the properties of the project, or its goal <code>
   * instrument</code> runs), else fast.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.layout", defaultValue = "auto")
  private String layout = "auto";

  /** Whether the goal is to do nothing. */
  boolean isSkipped() {
    return skip;
  }

  static Layout layout(String name, boolean measured) throws MojoExecutionException {
    return switch (name) {
      case "fast" -> Layout.FAST;
      case "compact" -> Layout.COMPACT;
      case "auto" -> measured ? Layout.COMPACT : Layout.FAST;
      default ->
          throw new MojoExecutionException(
              "Weft: layout (property weft.layout) is \""
                  + name
                  + "\": write auto, fast or compact");
    };
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

  Predicate<String> chosen() {
    return Patterns.choose(includes, excludes);
  }

  Options options() throws MojoExecutionException {
    return Options.DEFAULT
        .with(directCalls(directCalls))
        .keepingLocals(keepLocals)
        .with(layout(layout, CoverageBuild.isMeasured(project)));
  }

  /** Where the class files of woven classes are kept as the compiler wrote them. */
  Path originals(Path classes) {
    Path target = Path.of(project.getBuild().getDirectory());
    Path name = classes.startsWith(target) ? target.relativize(classes) : classes.getFileName();
    return target.resolve("weft").resolve(name);
  }

  /**
   * Sources to quote.
   *
   * @param base what messages name them relative to; null for absolute paths
   */
  Sources sources(List<String> roots, @Nullable Path base) {
    return new Sources(paths(roots), charset(), base);
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalArgumentException e) {
      // The compiler has complained of it by now; here it is only about quotations.
      return Charset.defaultCharset();
    }
  }

  static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
