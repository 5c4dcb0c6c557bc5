package dev.weft.transformer.testing;

import dev.weft.transformer.testing.Fixtures.Compiled;
import dev.weft.transformer.testing.Fixtures.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK newer than the one that runs the tests: it compiles fixtures for its own class file
 * version, and runs them after this JVM has woven them, as a build with a toolchain does.
 */
public final class NewerJdk {
  /** JAVA_HOME_25_X64 as on GitHub's runners, JAVA25_HOME, JAVA_HOME_25. */
  private static final Pattern VARIABLE =
      Pattern.compile("JAVA(?:_HOME_)?(\\d+)(?:_HOME|_X64|_AARCH64|_ARM64)?");

  private static final long LIMIT_MINUTES = 10;

  private final Path home;

  private NewerJdk(Path home) {
    this.home = home;
  }

  /**
   * What the system property weft.test.jdk names, else WEFT_TEST_JDK, else the newest of the
   * variables for each version.
   */
  public static Optional<NewerJdk> find() {
    String named =
        System.getProperty("weft.test.jdk", System.getenv().getOrDefault("WEFT_TEST_JDK", ""));
    if (!named.isEmpty()) {
      return Optional.of(new NewerJdk(Path.of(named)));
    }
    return System.getenv().entrySet().stream()
        .filter(entry -> version(entry) > Runtime.version().feature())
        .max(Comparator.comparingInt(NewerJdk::version))
        .map(entry -> new NewerJdk(Path.of(entry.getValue())));
  }

  private static int version(Map.Entry<String, String> variable) {
    Matcher matcher = VARIABLE.matcher(variable.getKey());
    return matcher.matches() && !variable.getValue().isEmpty()
        ? Integer.parseInt(matcher.group(1))
        : 0;
  }

  /** Compiles every fixture into a folder of its own below {@code folder}. */
  public void compile(Path folder) throws IOException, InterruptedException {
    java("compile", folder);
  }

  /**
   * Runs every fixture below {@code folder}; returns a line for each method, see {@link
   * Comparison#print}.
   */
  public List<String> run(Path folder) throws IOException, InterruptedException {
    return java("run", folder);
  }

  private List<String> java(String task, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(
        List.of(
            "-ea", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), NewerJdk.class.getName()));
    command.addAll(List.of(task, folder.toString()));
    Path output = folder.resolve(task + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new AssertionError("still running: " + command);
    }
    List<String> lines = Files.readAllLines(output);
    if (process.exitValue() != 0) {
      throw new AssertionError(String.join("\n", lines));
    }
    return lines;
  }

  /** Runs in the newer JDK: {@code compile folder}, {@code run folder}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("run")) {
      Comparison.compareAll(folder);
      return;
    }
    for (Setup setup : Fixtures.newestSetups()) {
      for (Compiled compiled : Fixtures.compile(setup)) {
        Path own =
            folder
                .resolve(setup.toString().replaceAll("\\W+", "-"))
                .resolve(compiled.fixture().path());
        Comparison.save(own, compiled);
      }
    }
  }
}
