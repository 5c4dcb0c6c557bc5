package dev.weft.maven;

import dev.weft.transformer.audit.Audit;
import dev.weft.transformer.audit.AuditRequest;
import dev.weft.transformer.audit.Auditor;
import dev.weft.transformer.audit.Finding;
import dev.weft.transformer.audit.JunitXml;
import dev.weft.transformer.audit.Sarif;
import dev.weft.transformer.audit.TextSummary;
import dev.weft.transformer.source.Sources;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Proves that the module's main and test classes are woven well: class files are well formed, the
 * JVM verifies them, every <code>@Async</code> method is woven and no await is left, the runtime
 * fits, and weaving the originals again gives the same bytes. Changes nothing and runs no code of
 * the module. With <code>-Dweft.verify=PATH</code> it looks at any directory or jar instead, and
 * needs no project. Fails with all findings; all work is done by {@link Auditor}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.TEST,
    requiresProject = false,
    threadSafe = true)
public class VerifyMojo extends AbstractWeftMojo {
  /**
   * Directories of class files, and jars, to look at instead of the module's classes; on the
   * command line separated by commas.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.verify")
  private List<File> paths = List.of();

  /**
   * What the classes at <code>paths</code> run with: directories and jars, separated as java's -cp
   * is. The module's test class path unless given.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.classPath")
  private String classPath = "";

  /**
   * Where <code>verify.sarif</code> (SARIF 2.1.0, for code scanning), <code>verify-junit.xml</code>
   * and <code>verify.txt</code> are written; <code>target/weft</code> unless given.
   *
   * @since 0.1.0
   */
  @Parameter(property = "weft.reportDirectory")
  private @Nullable File reportDirectory;

  /** Reports name files relative to it: it is the root of the repository, as a rule. */
  @Parameter(defaultValue = "${session.executionRootDirectory}", readonly = true)
  private String executionRoot = "";

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (isSkipped()) {
      getLog().debug("Weft is skipped");
      return;
    }
    List<Audit> audits = audits();
    if (audits.isEmpty()) {
      return;
    }
    tell(audits);
    write(audits);
    if (audits.stream().anyMatch(audit -> !audit.findings().isEmpty())) {
      throw new MojoFailureException("Weft: " + TextSummary.total(audits));
    }
  }

  private List<Audit> audits() throws MojoExecutionException {
    List<Audit> audits = new ArrayList<>();
    try {
      for (AuditRequest request : requests()) {
        audits.add(Auditor.audit(request));
      }
      return audits;
    } catch (IOException e) {
      throw new MojoExecutionException("Weft: " + e.getMessage(), e);
    } catch (DependencyResolutionRequiredException e) {
      throw new MojoExecutionException(
          "Weft: the dependencies of the module are not resolved: " + e.getMessage(), e);
    }
  }

  private List<AuditRequest> requests() throws DependencyResolutionRequiredException {
    List<AuditRequest> requests = new ArrayList<>();
    if (paths.isEmpty()) {
      Path main = Path.of(project.getBuild().getOutputDirectory());
      Path test = Path.of(project.getBuild().getTestOutputDirectory());
      addIfThere(main, mainClassPath(), requests);
      addIfThere(test, project.getTestClasspathElements(), requests);
      return requests;
    }
    List<Path> given =
        classPath.isEmpty()
            ? paths(project.getTestClasspathElements())
            : paths(Arrays.asList(classPath.split(File.pathSeparator, -1)));
    for (File path : paths) {
      requests.add(AuditRequest.of(path.toPath(), given).choosing(chosen()));
    }
    return requests;
  }

  /** What the main classes run with, and what is only provided to them. */
  private List<String> mainClassPath() throws DependencyResolutionRequiredException {
    Set<String> elements = new LinkedHashSet<>(project.getRuntimeClasspathElements());
    elements.addAll(project.getCompileClasspathElements());
    return List.copyOf(elements);
  }

  private void addIfThere(Path classes, List<String> runsWith, List<AuditRequest> requests) {
    if (Files.isDirectory(classes)) {
      requests.add(
          AuditRequest.of(classes, paths(runsWith))
              .withOriginals(originals(classes))
              .choosing(chosen()));
    }
  }

  private List<String> sourceRoots() {
    List<String> roots = new ArrayList<>(project.getCompileSourceRoots());
    roots.addAll(project.getTestCompileSourceRoots());
    return roots;
  }

  private void tell(List<Audit> audits) {
    Sources sources = sources(sourceRoots(), null);
    for (Audit audit : audits) {
      for (Finding finding : audit.findings()) {
        getLog().error(sources.render(finding.problem()));
      }
    }
    // A module without async code has nothing to tell.
    List<Audit> telling =
        audits.stream()
            .filter(audit -> !paths.isEmpty() || audit.woven() > 0 || !audit.findings().isEmpty())
            .toList();
    TextSummary.write(telling).lines().forEach(line -> getLog().info("Weft: " + line));
  }

  private void write(List<Audit> audits) throws MojoExecutionException {
    Sources sources = sources(sourceRoots(), Path.of(executionRoot));
    Path directory = reportDirectory();
    try {
      Files.createDirectories(directory);
      write(directory.resolve("verify.sarif"), Sarif.write(audits, sources));
      write(directory.resolve("verify-junit.xml"), JunitXml.write(audits, sources));
      write(directory.resolve("verify.txt"), TextSummary.write(audits));
    } catch (IOException e) {
      throw new MojoExecutionException(
          "Weft: cannot write the reports to " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Without a project, Maven leaves the properties of one as they are. */
  private Path reportDirectory() {
    if (reportDirectory != null) {
      return reportDirectory.toPath();
    }
    return project.getBasedir() == null
        ? Path.of(executionRoot, "target", "weft")
        : Path.of(project.getBuild().getDirectory(), "weft");
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
