package dev.weft.maven;

import dev.weft.transformer.Options;
import dev.weft.transformer.directory.DirectoryExplainer;
import dev.weft.transformer.directory.Explanation;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.page.ReportPage;
import dev.weft.transformer.source.Sources;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Writes a page that shows what became of each async method of the module: its suspension points
 * and what is saved at them, its state machine as a diagram, its sizes, and the warnings. The page
 * is one HTML file that loads nothing. Run it after <code>transform</code>, for instance with
 * <code>mvn process-classes weft:report</code>, or list it as a report of the site.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public class ReportMojo extends AbstractMojo implements MavenReport {
  private static final String NAME = "weft";

  /** The module. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project = new MavenProject();

  /** The encoding of the sources that the page shows. */
  @Parameter(defaultValue = "${project.build.sourceEncoding}", readonly = true)
  private String encoding = "UTF-8";

  /**
   * Writes no report.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Shows only classes that fit one of these patterns, see the goal <code>transform</code>.
   *
   * @since 0.1.0
   */
  @Parameter private List<String> includes = List.of();

  /**
   * Does not show classes that fit one of these patterns.
   *
   * @since 0.1.0
   */
  @Parameter private List<String> excludes = List.of();

  /**
   * As the goal <code>transform</code> has it: what is shown is what that makes of the classes.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.directCalls", defaultValue = "nest")
  private String directCalls = "nest";

  /**
   * As the goal <code>transform</code> has it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.keepLocals", defaultValue = "false")
  private boolean keepLocals;

  /**
   * The file to write. As a report of the site, it is <code>weft.html</code> there.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "weft.reportFile",
      defaultValue = "${project.build.directory}/reports/weft.html")
  private File outputFile = new File("weft.html");

  /** Where the site is made. */
  @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
  private File reportOutputDirectory = new File("site");

  @Override
  public void execute() throws MojoExecutionException {
    if (!canGenerateReport()) {
      getLog().debug("Weft has nothing to report on");
      return;
    }
    write(outputFile.toPath());
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    try {
      write(reportOutputDirectory.toPath().resolve(NAME + ".html"));
    } catch (MojoExecutionException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  private void write(Path file) throws MojoExecutionException {
    Sources sources =
        new Sources(
            paths(project.getCompileSourceRoots()), charset(), project.getBasedir().toPath());
    try {
      WeaveRequest request =
          WeaveRequest.of(classes(), paths(project.getCompileClasspathElements()))
              .choosing(Patterns.choose(includes, excludes))
              .with(
                  Options.DEFAULT
                      .with(AbstractWeftMojo.directCalls(directCalls))
                      .keepingLocals(keepLocals))
              .silencing(sources::isSuppressed);
      Explanation explanation = DirectoryExplainer.explain(request, originals(), sources);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, ReportPage.render(project.getName(), explanation));
      int methods = explanation.methods().size();
      getLog().info("Weft: " + methods + (methods == 1 ? " method" : " methods") + " in " + file);
    } catch (IOException e) {
      throw new MojoExecutionException("Weft: the report failed: " + e, e);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException(
          "Weft: the dependencies of the module are not resolved: " + e.getMessage(), e);
    }
  }

  private Path classes() {
    return Path.of(project.getBuild().getOutputDirectory());
  }

  /** Where the goal transform keeps what the compiler wrote. */
  private Path originals() {
    return Path.of(project.getBuild().getDirectory(), "weft", "classes");
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

  // ---- what the site asks ----

  @Override
  public boolean canGenerateReport() {
    return !skip && Files.isDirectory(classes());
  }

  /** The site links to the page, which it does not render. */
  @Override
  public boolean isExternalReport() {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // older site plugins ask for nothing else
  public String getOutputName() {
    return NAME;
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public String getName(Locale locale) {
    return "Weft";
  }

  @Override
  public String getDescription(Locale locale) {
    return "The async methods: their suspension points, state machines and sizes.";
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    reportOutputDirectory = directory;
  }

  @Override
  public File getReportOutputDirectory() {
    return reportOutputDirectory;
  }
}
