package dev.weft.transformer.cli;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.Severities;
import dev.weft.transformer.directory.DirectoryWeaver;
import dev.weft.transformer.directory.WeaveLog;
import dev.weft.transformer.directory.WeaveRequest;
import dev.weft.transformer.directory.WeaveSummary;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Weaves directories, in place or elsewhere. */
@Command(
    name = "weft-transformer",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionProvider.class,
    sortOptions = false,
    synopsisSubcommandLabel = "[verify]",
    description = "Weaves @Async methods in directories of class files.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done",
      "1:problems in the code, or a file that cannot be read or written; nothing is half written",
      "2:wrong usage"
    })
final class WeaveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", arity = "0..*", description = "Directories of class files.")
  private List<Path> directories = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Leaves the only DIR as it is, and puts its content, woven, here: all of it or, when"
              + " something is wrong, nothing.")
  private @Nullable Path output;

  @Option(
      names = "--direct-calls",
      paramLabel = "WHICH",
      description =
          "Which awaited calls skip the coroutine object: linked, nest, private or none; nest unless"
              + " given.")
  private DirectCalls directCalls = Options.DEFAULT.directCalls();

  @Option(
      names = "--layout",
      paramLabel = "WHICH",
      description =
          "What becomes of a body: fast, two copies of it; or coverage, the same with the probes of"
              + " JaCoCo, which then reports the figures of blocking code; fast unless given.")
  private Layout layout = Options.DEFAULT.layout();

  @Option(
      names = "--keep-locals",
      description = "Keeps local variables that nothing reads any more, for debuggers.")
  private boolean keepLocals;

  @Option(
      names = "--severity",
      paramLabel = "CODE=SEVERITY",
      split = ",",
      description = "How grave a warning is: WEFT-202=error, or =warning, or =off.")
  private List<String> severities = List.of();

  @Option(names = "--fail-on-warning", description = "Takes a warning for an error.")
  private boolean failOnWarning;

  @Option(names = "--verbose", description = "Names every file that is written or deleted.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException {
    checkUsage();
    boolean failed = false;
    for (Path directory : directories) {
      failed |= output == null ? weave(directory) : weaveInto(directory, output);
    }
    return failed ? Main.PROBLEMS : Main.DONE;
  }

  private void checkUsage() {
    if (directories.isEmpty()) {
      throw wrongUsage("a directory of class files is missing");
    }
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw wrongUsage("there is no directory " + directory);
      }
    }
    if (output != null && directories.size() > 1) {
      throw wrongUsage("--output takes one directory, not " + directories.size());
    }
    try {
      Severities unused = Severities.parse(severities);
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
  }

  private ParameterException wrongUsage(@Nullable String reason) {
    return new ParameterException(spec.commandLine(), String.valueOf(reason));
  }

  private boolean weaveInto(Path directory, Path target) throws IOException {
    try (Workspace workspace = Workspace.copyOf(directory, target)) {
      boolean failed = weave(workspace.directory());
      if (!failed) {
        workspace.publish();
      }
      return failed;
    }
  }

  /** Returns whether something is wrong. */
  private boolean weave(Path directory) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Sources sources = common.sources();
    WeaveRequest request =
        WeaveRequest.of(directory, common.classPath())
            .choosing(common.chosen())
            .with(Options.DEFAULT.with(directCalls).with(layout).keepingLocals(keepLocals))
            .failingOnWarning(failOnWarning)
            .rating(Severities.parse(severities))
            .silencing(sources::isSuppressed);
    Path originals = common.originals();
    WeaveSummary summary =
        DirectoryWeaver.weave(
            originals == null ? request : request.keepingOriginals(originals), log(out));
    CommonOptions.print(summary.diagnostics(), sources, err);
    if (summary.failed()) {
      err.println("[ERROR] Weft: " + summary.text());
    } else if (!summary.nothingAsync()) {
      out.println("Weft: " + summary.text());
    }
    return summary.failed();
  }

  private WeaveLog log(PrintWriter out) {
    return new WeaveLog() {
      @Override
      public void progress(String message) {
        out.println("Weft: " + message);
      }

      @Override
      public void detail(String message) {
        if (verbose) {
          out.println("Weft: " + message);
        }
      }
    };
  }
}
