package dev.weft.transformer.cli;

import dev.weft.transformer.audit.Audit;
import dev.weft.transformer.audit.AuditRequest;
import dev.weft.transformer.audit.Auditor;
import dev.weft.transformer.audit.Finding;
import dev.weft.transformer.audit.JunitXml;
import dev.weft.transformer.audit.Sarif;
import dev.weft.transformer.audit.TextSummary;
import dev.weft.transformer.directory.AtomicFiles;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that directories and jars are woven well. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionProvider.class,
    sortOptions = false,
    description = "Proves that directories and jars are woven well. Changes nothing, runs nothing.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:findings, or a file that cannot be read",
      "2:wrong usage"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Directories of class files, and jars.")
  private List<Path> paths = List.of();

  @Option(
      names = "--sarif",
      paramLabel = "FILE",
      description = "Writes the findings in SARIF 2.1.0, for code scanning.")
  private @Nullable Path sarif;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Writes the checks as a JUnit report.")
  private @Nullable Path junit;

  @Override
  public Integer call() throws IOException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), "there is no directory or jar " + path);
      }
    }
    List<Audit> audits = new ArrayList<>();
    for (Path path : paths) {
      audits.add(Auditor.audit(request(path)));
    }
    Sources sources = common.sources();
    for (Audit audit : audits) {
      CommonOptions.print(
          audit.findings().stream().map(Finding::problem).toList(),
          sources,
          spec.commandLine().getErr());
    }
    write(sarif, Sarif.write(audits, sources));
    write(junit, JunitXml.write(audits, sources));
    spec.commandLine().getOut().print(TextSummary.write(audits));
    spec.commandLine().getOut().println("Weft: " + TextSummary.total(audits));
    boolean failed = audits.stream().anyMatch(audit -> !audit.findings().isEmpty());
    return failed ? Main.PROBLEMS : Main.DONE;
  }

  private AuditRequest request(Path path) {
    AuditRequest request = AuditRequest.of(path, common.classPath()).choosing(common.chosen());
    Path originals = common.originals();
    return originals == null ? request : request.withOriginals(originals);
  }

  private static void write(@Nullable Path file, String text) throws IOException {
    if (file != null) {
      AtomicFiles.createParent(file);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    }
  }
}
