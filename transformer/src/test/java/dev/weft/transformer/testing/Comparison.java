package dev.weft.transformer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares what a fixture method does when woven with what it does as compiled: with all awaits ready, all suspended,
 * alternating; with none failing, each in turn, and each together with each later one.
 */
public final class Comparison {
  /** Beyond this many awaits only single failures are tried: pairs grow quadratically. */
  private static final int MOST_AWAITS_FOR_PAIRS = 16;

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
    for (int first = 0; first <= awaits; first++) {
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
    Runs.Outcome expected = Runs.blocking(reference, method, new Probe(Probe.Mode.READY, first, second));
    for (Probe.Mode mode : Probe.Mode.values()) {
      Runs.Outcome actual = Runs.woven(woven, method, new Probe(mode, first, second));
      if (!actual.equals(expected)) {
        String failing = first == 0 ? "" : second == 0 ? ", await " + first + " fails" : ", awaits " + first + " and " + second + " fail";
        return Optional.of(
            method + ", " + mode + failing + "\n  expected: " + expected + "\n  actual:   " + actual);
      }
    }
    return Optional.empty();
  }

  // ---- in another JVM ----------------------------------------------------------------------------------------------

  /**
   * Compares every method of the fixtures that {@link #save} wrote below a directory, and prints for each its folder, its
   * name, and what is wrong with it, if anything: tab-separated, a line each.
   */
  public static void main(String[] arguments) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
      for (Path fixture : files.filter(f -> f.endsWith("fixture")).sorted().toList()) {
        compare(fixture.getParent());
      }
    }
  }

  /** Writes a fixture where {@link #main} finds it. */
  public static void save(Path folder, String className, Map<String, byte[]> compiled, Map<String, byte[]> woven)
      throws IOException {
    write(folder.resolve("compiled"), compiled);
    write(folder.resolve("woven"), woven);
    Files.writeString(folder.resolve("fixture"), className);
  }

  private static void compare(Path folder) throws IOException {
    String name = Files.readString(folder.resolve("fixture"));
    ClassLoader reference = Runs.reference(read(folder.resolve("compiled")));
    ClassLoader woven = Weaving.loader(read(folder.resolve("woven")));
    String[] methods = {"(class loading)"};
    String problem;
    try {
      Class<?> wovenClass = Class.forName(name, true, woven);
      Class<?> referenceClass = Class.forName(name, true, reference);
      for (String method : Runs.cases(referenceClass)) {
        print(folder, method, difference(referenceClass, wovenClass, method).orElse(""));
      }
      return;
    } catch (ClassNotFoundException | LinkageError e) {
      problem = e.toString();
    }
    print(folder, methods[0], problem);
  }

  private static void print(Path folder, String method, String problem) {
    System.out.println(folder + "\t" + method + "\t" + problem.replace("\n", "\\n").replace('\t', ' '));
  }

  private static void write(Path folder, Map<String, byte[]> classes) throws IOException {
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      Path file = folder.resolve(entry.getKey() + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
  }

  /** The class files below a folder, by internal name. */
  public static Map<String, byte[]> read(Path folder) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(f -> f.toString().endsWith(".class"))
          .forEach(
              file -> {
                String path = folder.relativize(file).toString().replace('\\', '/');
                try {
                  classes.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    return classes;
  }
}
