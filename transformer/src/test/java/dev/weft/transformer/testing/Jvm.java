package dev.weft.transformer.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs woven classes in a JVM of their own. */
public final class Jvm {
  private Jvm() {}

  /** The home of the JDK that runs the tests. */
  public static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * Runs a main class and returns what it prints, errors included; fails when it does not end
   * normally.
   */
  public static String run(
      Path jdk, Map<String, byte[]> classes, String mainClass, String... options) {
    try {
      Path folder = Files.createTempDirectory("weft");
      try {
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
          Path file = folder.resolve(entry.getKey() + ".class");
          Files.createDirectories(file.getParent());
          Files.write(file, entry.getValue());
        }
        return run(jdk, folder, mainClass, options);
      } finally {
        delete(folder);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String run(Path jdk, Path classes, String mainClass, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(classes + File.pathSeparator + System.getProperty("java.class.path"));
    command.add(mainClass);
    Path output = classes.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("still running after 120 s:\n" + Files.readString(output));
    }
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new AssertionError("exit status " + process.exitValue() + ":\n" + text);
    }
    return text;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
