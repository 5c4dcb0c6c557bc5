package dev.weft.maven;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import java.util.Locale;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals have in common that weave, or show what weaving does: how it is done. */
abstract class AbstractWeavingMojo extends AbstractWeftMojo {
  /**
   * Which awaited calls of async methods may go without a coroutine object, which is faster but
   * passes by a mock: <code>nest</code>, those of private, static and final methods within one
   * top-level class; <code>linked</code>, those and all calls of other classes, which then find out
   * when they first run whether the method that is called is woven: they pass by what an agent puts
   * into that method, a mock by Mockito's inline mock maker above all; <code>private</code>, those
   * of private methods; or <code>none</code>.
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
   * What becomes of the body of an async method: two copies of it with <code>fast</code>, the same
   * with the probes of JaCoCo with <code>coverage</code>; JaCoCo then reports the figures of
   * blocking code for every source line. With <code>auto</code> it is coverage where JaCoCo
   * measures the build (its agent is among the properties of the project, or its goal <code>
   * instrument</code> runs), else fast.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.layout", defaultValue = "auto")
  private String layout = "auto";

  Options options() throws MojoExecutionException {
    return Options.DEFAULT
        .with(directCalls(directCalls))
        .keepingLocals(keepLocals)
        .with(layout(layout, CoverageBuild.isMeasured(project)));
  }

  static Layout layout(String name, boolean measured) throws MojoExecutionException {
    return switch (name) {
      case "fast" -> Layout.FAST;
      case "coverage" -> Layout.COVERAGE;
      case "auto" -> measured ? Layout.COVERAGE : Layout.FAST;
      default ->
          throw new MojoExecutionException(
              "Weft: layout (property weft.layout) is \""
                  + name
                  + "\": write auto, fast or coverage");
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
            + "\": write linked, nest, private or none");
  }
}
