package dev.weft.maven;

import dev.weft.transformer.directory.DirectoryExplainer;
import dev.weft.transformer.directory.Explanation;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.page.ReportPage;
import dev.weft.transformer.source.Sources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
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
public class ReportMojo extends AbstractWeavingMojo implements MavenReport {
  private static final String NAME = "weft";

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
    Sources sources = sources(project.getCompileSourceRoots(), project.getBasedir().toPath());
    try {
      WeaveRequest request =
          WeaveRequest.of(classes(), paths(project.getCompileClasspathElements()))
              .choosing(chosen())
              .with(options())
              .silencing(sources::isSuppressed);
      Explanation explanation = DirectoryExplainer.explain(request, originals(classes()), sources);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, ReportPage.render(project.getName(), explanation));
      int notShown = explanation.notShown().size();
      if (notShown > 0) {
        getLog()
            .warn(
                "Weft: the report lacks "
                    + notShown
                    + (notShown == 1 ? " woven class" : " woven classes")
                    + ", and says why");
      }
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

  // ---- what the site asks ----

  @Override
  public boolean canGenerateReport() {
    return !isSkipped() && Files.isDirectory(classes());
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
