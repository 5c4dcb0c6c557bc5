package dev.weft.transformer.rules;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/**
 * Sources whose warnings are known: they stand in comments, {@code // warning: WEFT-201}, at the
 * end of the lines that have them. A line may be repeated with {@code /* 300 times *}{@code /}
 * before it.
 */
final class Corpus {
  /** A warning, by the path of its source and its line. */
  record Warning(DiagnosticCode code, String place) implements Comparable<Warning> {
    @Override
    public int compareTo(Warning other) {
      int byCode = code.compareTo(other.code);
      return byCode != 0 ? byCode : place.compareTo(other.place);
    }

    @Override
    public String toString() {
      return code.id() + " " + place;
    }
  }

  /** How many mistakes there are, and are found. */
  record Recall(int found, int all) {
    /** Reads 3/4. */
    static Recall of(String text) {
      int slash = text.indexOf('/');
      return new Recall(
          Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
      return found + "/" + all;
    }
  }

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern MARK = Pattern.compile("// warning: (WEFT-\\d+)");
  private static final Pattern REPEAT = Pattern.compile("/\\* (\\d+) times \\*/(.*)");

  /** By internal name of the top-level class. */
  private final Map<String, String> sources = new TreeMap<>();

  /** All sources below some folders. */
  static Corpus of(Path... roots) {
    Corpus corpus = new Corpus();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          corpus.add(file, Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return corpus;
  }

  private void add(Path file, String source) {
    Matcher pack = PACKAGE.matcher(source);
    String folder = pack.find() ? pack.group(1).replace('.', '/') + "/" : "";
    sources.put(folder + file.getFileName().toString().replace(".java", ""), source);
  }

  /** The lines that are marked. */
  SortedSet<Warning> marked() {
    SortedSet<Warning> marked = new TreeSet<>();
    sources.forEach(
        (name, source) -> {
          List<String> lines = source.lines().toList();
          for (int i = 0; i < lines.size(); i++) {
            Matcher mark = MARK.matcher(lines.get(i));
            if (mark.find()) {
              marked.add(new Warning(code(mark.group(1)), name + ".java:" + (i + 1)));
            }
          }
        });
    return marked;
  }

  /** The code called WEFT-201, say. */
  static DiagnosticCode code(String id) {
    return Stream.of(DiagnosticCode.values())
        .filter(code -> code.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  /** What is reported when all of it is compiled and woven. */
  SortedSet<Warning> reported(String compiler, String... options) {
    Map<String, String> repeated = new TreeMap<>();
    sources.forEach(
        (name, source) ->
            repeated.put(
                name,
                REPEAT
                    .matcher(source)
                    .replaceAll(
                        (MatchResult m) -> m.group(2).repeat(Integer.parseInt(m.group(1))))));
    JavaCompiler tool =
        compiler.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
    return reported(Compilation.compile(tool, repeated, options));
  }

  /** What is reported when classes are woven, WEFT-202 excepted. */
  static SortedSet<Warning> reported(Map<String, byte[]> classes) {
    SortedSet<Warning> reported = new TreeSet<>();
    for (Diagnostic problem : Weaving.weave(classes).diagnostics()) {
      if (problem.code() != DiagnosticCode.NO_AWAIT) {
        reported.add(new Warning(problem.code(), problem.sourcePath() + ":" + problem.line()));
      }
    }
    return reported;
  }

  /** How many of {@code all} are in {@code reported}, per code. */
  static Map<DiagnosticCode, Recall> recall(SortedSet<Warning> reported, SortedSet<Warning> all) {
    Map<DiagnosticCode, Recall> recall = new EnumMap<>(DiagnosticCode.class);
    for (Warning warning : all) {
      int found = reported.contains(warning) ? 1 : 0;
      recall.merge(
          warning.code(),
          new Recall(found, 1),
          (a, b) -> new Recall(a.found + b.found, a.all + b.all));
    }
    return recall;
  }
}
