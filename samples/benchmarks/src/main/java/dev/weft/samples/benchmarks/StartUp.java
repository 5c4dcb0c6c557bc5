package dev.weft.samples.benchmarks;

import dev.weft.samples.benchmarks.programs.KotlinQuickstart;
import dev.weft.samples.benchmarks.programs.ThreadsQuickstart;
import dev.weft.samples.benchmarks.programs.VirtualThreadsQuickstart;
import dev.weft.samples.benchmarks.programs.WeftQuickstart;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long the quickstart takes from the start of a JVM to its first line, and how many classes
 * were loaded by then.
 */
final class StartUp {
  private static final String NAME = "start-up of the quickstart";

  private static final Map<Peer, Class<?>> PROGRAMS =
      Map.of(
          Peer.WEFT, WeftQuickstart.class,
          Peer.PLAIN, ThreadsQuickstart.class,
          Peer.KOTLIN, KotlinQuickstart.class,
          Peer.VIRTUAL_THREADS, VirtualThreadsQuickstart.class);

  private final Settings settings;
  private final Results results;

  StartUp(Settings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  void run(Jdk jdk) throws IOException {
    if (!settings.chooses(NAME)) {
      return;
    }
    System.err.println(jdk + ": " + NAME);
    int times = settings.quick() ? 3 : 21;
    for (Peer peer : Peer.values()) {
      if (PROGRAMS.containsKey(peer) && jdk.has(peer)) {
        Class<?> program = PROGRAMS.get(peer);
        double[] spent = new double[times];
        for (int i = 0; i < times; i++) {
          spent[i] = secondsToFirstLine(jdk, program) * 1e3;
        }
        results.add(
            jdk,
            NAME + ": to the first line",
            Unit.MILLISECONDS,
            peer,
            Figure.of(Figure.median(spent)));
        results.add(
            jdk, NAME + ": classes loaded", Unit.COUNT, peer, Figure.of(classes(jdk, program)));
      }
    }
  }

  private double secondsToFirstLine(Jdk jdk, Class<?> program) throws IOException {
    long start = System.nanoTime();
    Process process = start(jdk, program, ProcessBuilder.Redirect.INHERIT);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      if (output.readLine() == null) {
        throw new IllegalStateException(program.getName() + " printed nothing");
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      process.destroy();
    }
  }

  private long classes(Jdk jdk, Class<?> program) throws IOException {
    // The JVM complains when its log is cut off.
    Process process =
        start(jdk, program, ProcessBuilder.Redirect.DISCARD, "-Xlog:class+load:stdout:level");
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      return output.lines().takeWhile(line -> line.startsWith("[info")).count();
    } finally {
      process.destroy();
    }
  }

  private Process start(Jdk jdk, Class<?> program, ProcessBuilder.Redirect errors, String... more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(settings.options());
    command.addAll(List.of(more));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    return new ProcessBuilder(command).redirectError(errors).start();
  }
}
