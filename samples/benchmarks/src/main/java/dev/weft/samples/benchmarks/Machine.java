package dev.weft.samples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the figures come from: they mean nothing without it. */
final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  static String describe(Settings settings) {
    String jdks =
        settings.jdks().stream()
            .map(jdk -> jdk.version().toString())
            .collect(Collectors.joining(" and "));
    String options =
        Stream.concat(settings.memory().stream(), settings.options().stream())
            .collect(Collectors.joining(" "));
    return "Measured with JDK %s on %s, %d processors (%s); forks: %d; JVM options: %s.%s"
        .formatted(
            jdks,
            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            processor(),
            settings.forks(),
            options.isEmpty() ? "none" : options,
            settings.quick() ? " A quick run: see that it works, believe no figure." : "");
  }

  private static String processor() {
    if (!Files.isReadable(CPU)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
