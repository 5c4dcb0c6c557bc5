package dev.weft.maven;

import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.source.Sources;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * What the goals have in common: which classes, and the translation of Maven's world to the
 * transformer's.
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

  /** Whether the goal is to do nothing. */
  boolean isSkipped() {
    return skip;
  }

  Predicate<String> chosen() {
    return Patterns.choose(includes, excludes);
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
