package dev.weft.transformer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** The fixture sources below src/test/resources/fixtures, and the compilers that compile them. */
public final class Fixtures {
  private static final String LIBRARY = "other/";
  private static final String MATRIX = "TryMatrix";
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern RELEASE = Pattern.compile("^// release: (\\d+)$", Pattern.MULTILINE);

  private Fixtures() {}

  /**
   * A source file with one top-level class, whose methods {@code Coroutine name(Probe)} are the
   * cases.
   *
   * @param path below the folder of the fixtures, without the suffix
   * @param internalName of its class
   * @param release the Java version it is written in
   */
  public record Fixture(String path, String internalName, String source, int release) {
    static Fixture of(String path, String source) {
      Matcher pack = PACKAGE.matcher(source);
      Matcher release = RELEASE.matcher(source);
      String folder = pack.find() ? pack.group(1).replace('.', '/') + "/" : "";
      return new Fixture(
          path,
          folder + path.substring(path.lastIndexOf('/') + 1),
          source,
          release.find() ? Integer.parseInt(release.group(1)) : 17);
    }

    /**
     * A line {@code // not ecj: the reason} in the source excludes a compiler that gets it wrong
     * itself.
     */
    boolean isFor(Setup setup) {
      if (isMatrix() && setup.release() > 17 && !setup.debug().equals("-g")) {
        return false; // it has nothing of a later Java in it, and takes as long as all others
      }
      return release <= setup.release() && !source.contains("\n// not " + setup.kind() + ": ");
    }

    /** Whether it is the large one that is written by {@link TryMatrix}. */
    public boolean isMatrix() {
      return path.equals(MATRIX);
    }

    public String className() {
      return internalName.replace('/', '.');
    }
  }

  /** A fixture compiled: its classes, and those that all fixtures share. */
  public record Compiled(Fixture fixture, Setup setup, Map<String, byte[]> classes) {}

  /**
   * A compiler and how it is called.
   *
   * @param kind javac or ecj
   * @param debug -g or -g:none
   */
  public record Setup(String kind, int release, String debug) {
    @Override
    public String toString() {
      return kind + " " + release + " " + debug;
    }

    private JavaCompiler compiler() {
      return kind.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
    }
  }

  /**
   * What the JDK that runs this compiles for: Java 17; and in a newer one its own class file
   * version, too.
   */
  public static List<Setup> setups() {
    List<Setup> setups = new ArrayList<>(setupsOf(17));
    if (Runtime.version().feature() > 17) {
      setups.addAll(newestSetups());
    }
    return setups;
  }

  /** The newest class file version that the JDK that runs this and ecj know. */
  public static List<Setup> newestSetups() {
    int newestOfEcj = Integer.parseInt(CompilerOptions.getLatestVersion());
    return setupsOf(Math.min(Runtime.version().feature(), newestOfEcj));
  }

  private static List<Setup> setupsOf(int release) {
    List<Setup> setups = new ArrayList<>();
    for (String kind : List.of("javac", "ecj")) {
      for (String debug : List.of("-g", "-g:none")) {
        setups.add(new Setup(kind, release, debug));
      }
    }
    return setups;
  }

  /** Compiles all fixtures that are for this setup, in one go. */
  public static List<Compiled> compile(Setup setup) {
    List<Fixture> fixtures = new ArrayList<>();
    Map<String, String> sources = new TreeMap<>();
    for (Fixture fixture : all()) {
      if (fixture.isFor(setup)) {
        sources.put(fixture.internalName(), fixture.source());
        if (!fixture.path().startsWith(LIBRARY)) {
          fixtures.add(fixture);
        }
      }
    }
    Map<String, byte[]> classes =
        Compilation.compile(
            setup.compiler(),
            sources,
            "--release",
            Integer.toString(setup.release()),
            setup.debug(),
            "-proc:none");
    return fixtures.stream()
        .map(fixture -> new Compiled(fixture, setup, classesOf(fixture, classes)))
        .toList();
  }

  private static Map<String, byte[]> classesOf(Fixture fixture, Map<String, byte[]> all) {
    Map<String, byte[]> classes = new TreeMap<>(all);
    classes
        .keySet()
        .removeIf(
            name ->
                !name.startsWith("fixtures/" + LIBRARY)
                    && !name.equals(fixture.internalName())
                    && !name.startsWith(fixture.internalName() + "$"));
    return classes;
  }

  private static List<Fixture> all() {
    List<Fixture> fixtures = new ArrayList<>();
    fixtures.add(Fixture.of(MATRIX, TryMatrix.source()));
    try {
      Path root = Path.of(Fixtures.class.getResource("/fixtures").toURI());
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          String path = root.relativize(file).toString().replace('\\', '/').replace(".java", "");
          fixtures.add(Fixture.of(path, Files.readString(file).replace("\r\n", "\n")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
    return fixtures;
  }
}
