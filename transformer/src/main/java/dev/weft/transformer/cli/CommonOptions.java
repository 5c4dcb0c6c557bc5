package dev.weft.transformer.cli;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.source.Sources;
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What weaving and verifying have in common. */
final class CommonOptions {
  @Option(
      names = {"--classpath", "-cp"},
      paramLabel = "PATH",
      description =
          "Directories and jars that the classes are compiled against, weft-runtime among them;"
              + " separated as java's -cp is.")
  private String classPath = "";

  @Option(
      names = "--sources",
      paramLabel = "PATH",
      description = "Roots of the sources that messages quote; separated as java's -cp is.")
  private String sourcePath = "";

  @Option(
      names = "--includes",
      paramLabel = "PATTERN",
      split = ",",
      description = "Only classes that fit, such as com/acme/**.")
  private List<String> includes = List.of();

  @Option(
      names = "--excludes",
      paramLabel = "PATTERN",
      split = ",",
      description = "Not the classes that fit.")
  private List<String> excludes = List.of();

  @Option(
      names = "--originals",
      paramLabel = "DIR",
      description =
          "Where class files are kept as the compiler wrote them, and how they were woven, so that a"
              + " later run can weave them again.")
  private @Nullable Path originals;

  List<Path> classPath() {
    return paths(classPath);
  }

  Predicate<String> chosen() {
    return Patterns.choose(includes, excludes);
  }

  @Nullable Path originals() {
    return originals;
  }

  /** Messages name files relative to the current directory. */
  Sources sources() {
    List<Path> roots = paths(sourcePath).stream().map(Path::toAbsolutePath).toList();
    return new Sources(roots, StandardCharsets.UTF_8, Path.of("").toAbsolutePath());
  }

  static void print(List<Diagnostic> problems, Sources sources, PrintWriter to) {
    for (Diagnostic problem : problems) {
      to.println((problem.isError() ? "[ERROR] " : "[WARNING] ") + sources.render(problem));
    }
  }

  private static List<Path> paths(String text) {
    return Arrays.stream(text.split(File.pathSeparator, -1))
        .filter(part -> !part.isEmpty())
        .map(Path::of)
        .toList();
  }
}
