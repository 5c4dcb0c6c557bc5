package dev.weft.samples.benchmarks;

import dev.weft.samples.benchmarks.arithmetic.LongRun;
import dev.weft.samples.benchmarks.programs.Parked;
import dev.weft.samples.benchmarks.programs.Timers;
import dev.weft.samples.benchmarks.programs.Weaving;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs what JMH cannot measure: programs that print their figures, in a JVM for each peer. */
final class Programs {
  /**
   * @param name chosen by, and the start of the names of its workloads
   * @param forks how many JVMs run it, one after the other; the median is taken
   * @param options of the JVM
   * @param arguments after the name of the peer
   */
  private record Program(
      String name,
      Class<?> main,
      List<Peer> peers,
      int forks,
      List<String> options,
      List<String> arguments) {}

  /** And no dead objects left between the live ones, which the collector would call used. */
  private static final List<String> ROOM =
      List.of("-Xms5g", "-Xmx5g", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

  private static final List<Peer> WAITING =
      List.of(
          Peer.WEFT,
          Peer.KOTLIN,
          Peer.KOTLIN_DEFAULT,
          Peer.VIRTUAL_THREADS,
          Peer.COMPLETABLE_FUTURE);

  private final Settings settings;
  private final Results results;

  Programs(Settings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  private List<Program> all() {
    boolean quick = settings.quick();
    String seconds = quick ? "5" : "120";
    String parked = quick ? "100000" : "1000000";
    List<Peer> holding =
        List.of(Peer.WEFT, Peer.KOTLIN, Peer.VIRTUAL_THREADS, Peer.COMPLETABLE_FUTURE);
    return List.of(
        new Program(
            "100,000 timers",
            Timers.class,
            WAITING,
            settings.forks(),
            settings.memory(),
            List.of(quick ? "1" : "5")),
        new Program(
            "parked, each on a timer", Parked.class, holding, 1, ROOM, List.of("timer", parked)),
        new Program(
            "parked, each on a future", Parked.class, holding, 1, ROOM, List.of("future", parked)),
        new Program(
            "arithmetic for two minutes",
            LongRun.class,
            List.of(Peer.WEFT, Peer.PLAIN, Peer.KOTLIN),
            1,
            List.of(),
            List.of(seconds)),
        new Program(
            "weaving", Weaving.class, List.of(Peer.WEFT), settings.forks(), List.of(), List.of()));
  }

  void run(Jdk jdk) throws IOException, InterruptedException {
    for (Program program : all()) {
      if (settings.chooses(program.name)) {
        System.err.println(jdk + ": " + program.name);
        for (Peer peer : program.peers) {
          if (jdk.has(peer)) {
            List<List<String>> outputs = new ArrayList<>();
            for (int fork = 0; fork < program.forks; fork++) {
              outputs.add(run(jdk, program, peer));
            }
            Figures.read(outputs, jdk, peer, results);
          }
        }
      }
    }
    new StartUp(settings, results).run(jdk);
  }

  private List<String> run(Jdk jdk, Program program, Peer peer)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(program.options);
    command.addAll(settings.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.main.getName()));
    command.add(peer.method);
    command.addAll(program.arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException("exit status " + status + " of " + command);
    }
    return lines;
  }
}
