package dev.weft.transformer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares what a fixture method does when woven with what it does as compiled: with all awaits
 * ready, all suspended, alternating; with none failing, each in turn, and each together with each
 * later one.
 */
public final class Comparison {
  /** Beyond this many awaits only single failures are tried: pairs grow quadratically. */
  private static final int MOST_AWAITS_FOR_PAIRS = 16;

  /** Beyond this many awaits not every one fails once: runs grow quadratically, too. */
  private static final int MOST_FAILURES = 120;

  private static final String MARK = "fixture";
  private static final String COMPILED = "compiled";
  private static final String WOVEN = "woven";

  private final Class<?> reference;
  private final Class<?> woven;
  private final String method;

  private Comparison(Class<?> reference, Class<?> woven, String method) {
    this.reference = reference;
    this.woven = woven;
    this.method = method;
  }

  /** The first run whose outcome differs, described; empty when there is none. */
  public static Optional<String> difference(Class<?> reference, Class<?> woven, String method) {
    return new Comparison(reference, woven, method).difference();
  }

  private Optional<String> difference() {
    int awaits = awaits(0, 0);
    if (awaits == 0) {
      return Optional.of(method + " awaits nothing of its probe");
    }
    int step = 1 + awaits / MOST_FAILURES;
    for (int first = 0; first <= awaits; first += step) {
      Optional<String> different = difference(first, 0);
      int last = first == 0 || awaits > MOST_AWAITS_FOR_PAIRS ? 0 : awaits(first, 0);
      for (int second = first + 1; different.isEmpty() && second <= last; second++) {
        different = difference(first, second);
      }
      if (different.isPresent()) {
        return different;
      }
    }
    return Optional.empty();
  }

  private int awaits(int first, int second) {
    Probe probe = new Probe(Probe.Mode.READY, first, second);
    Runs.blocking(reference, method, probe);
    return probe.awaits();
  }

  private Optional<String> difference(int first, int second) {
    Runs.Outcome expected =
        Runs.blocking(reference, method, new Probe(Probe.Mode.READY, first, second));
    for (Probe.Mode mode : Probe.Mode.values()) {
      Runs.Outcome actual = Runs.woven(woven, method, new Probe(mode, first, second));
      if (!actual.equals(expected)) {
        String failing =
            first == 0
                ? ""
                : second == 0
                    ? ", await " + first + " fails"
                    : ", awaits " + first + " and " + second + " fail";
        return Optional.of(
            method
                + ", "
                + mode
                + failing
                + "\n  expected: "
                + expected
                + "\n  actual:   "
                + actual);
      }
    }
    return Optional.empty();
  }

  // ---- in another JVM

  /** Writes a compiled fixture where {@link #compareAll} finds it. */
  static void save(Path folder, Fixtures.Compiled compiled) throws IOException {
    write(folder.resolve(COMPILED), compiled.classes());
    Files.writeString(
        folder.resolve(MARK), compiled.fixture().className() + "\n" + compiled.setup());
  }

  /** The folders of the fixtures that were saved below {@code root}. */
  public static List<Path> saved(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.endsWith(MARK)).map(Path::getParent).sorted().toList();
    }
  }

  /** The classes of a saved fixture, as compiled. */
  public static Map<String, byte[]> compiled(Path folder) throws IOException {
    return read(folder.resolve(COMPILED));
  }

  /** Adds the woven classes to a saved fixture. */
  public static void saveWoven(Path folder, Map<String, byte[]> woven) throws IOException {
    write(folder.resolve(WOVEN), woven);
  }

  /**
   * Compares all methods of the saved fixtures; prints folder, method and problem, tab-separated, a
   * line each.
   */
  static void compareAll(Path root) throws IOException {
    for (Path folder : saved(root)) {
      if (Files.exists(folder.resolve(WOVEN))) {
        String name = Files.readAllLines(folder.resolve(MARK)).get(0);
        try {
          Class<?> reference = Class.forName(name, true, Runs.reference(compiled(folder)));
          Class<?> woven = Class.forName(name, true, Weaving.loader(read(folder.resolve(WOVEN))));
          for (String method : Runs.cases(reference)) {
            print(root.relativize(folder), method, difference(reference, woven, method).orElse(""));
          }
        } catch (ClassNotFoundException | LinkageError e) {
          print(root.relativize(folder), "class", e.toString());
        }
      }
    }
  }

  private static void print(Path folder, String method, String problem) {
    System.out.println(
        folder + "\t" + method + "\t" + problem.replace("\n", "\\n").replace('\t', ' '));
  }

  private static void write(Path folder, Map<String, byte[]> classes) throws IOException {
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      Path file = folder.resolve(entry.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  private static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        classes.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
