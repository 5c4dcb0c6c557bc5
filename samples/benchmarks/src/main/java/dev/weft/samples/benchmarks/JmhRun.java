package dev.weft.samples.benchmarks;

import dev.weft.samples.benchmarks.ea.EaAsyncIntChain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks. The name of a benchmark's class is the name of its workload, read as
 * words, followed by the values of its parameters; its methods are named after the {@link Peer}s.
 */
final class JmhRun {
  /** Workloads that are measured a second time with inlining of their methods forbidden. */
  private static final String CHAINS = JmhRun.class.getPackageName() + ".chain.";

  private static final String NOT_INLINED = ", not inlined";

  /** As named there: for Weft {@code f0} and {@code f0$async}, for Kotlin {@code f0}, and so on. */
  private static final List<String> DO_NOT_INLINE =
      List.of(
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline," + CHAINS + "*::f*",
          "-XX:CompileCommand=dontinline," + EaAsyncIntChain.class.getName() + "::f*",
          // A pattern may begin or end with a star, but have none inside.
          "-XX:CompileCommand=dontinline," + EaAsyncIntChain.class.getName() + "::async$f*");

  private static final int FIRST_TO_WARN_OF_UNSAFE = 24;

  private final Settings settings;
  private final Results results;

  JmhRun(Settings settings, Results results) {
    this.settings = settings;
    this.results = results;
  }

  void run(Jdk jdk) throws RunnerException {
    for (String benchmark : classes()) {
      String workload = words(benchmark);
      if (settings.chooses(workload)) {
        run(jdk, benchmark, "", List.of());
      }
      if (benchmark.startsWith(CHAINS) && settings.chooses(workload + NOT_INLINED)) {
        run(jdk, benchmark, NOT_INLINED, DO_NOT_INLINE);
      }
    }
  }

  private static Set<String> classes() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())
        .stream()
        .map(entry -> entry.getUserClassQName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void run(Jdk jdk, String benchmark, String suffix, List<String> more)
      throws RunnerException {
    System.err.println(jdk + ": " + words(benchmark) + suffix);
    List<String> jvm = new ArrayList<>(settings.memory());
    jvm.addAll(settings.options());
    if (jdk.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
      jvm.add("--sun-misc-unsafe-memory-access=allow"); // JMH needs it.
    }
    jvm.addAll(more);
    TimeValue time = TimeValue.milliseconds(settings.quick() ? 300 : 500);
    int iterations = settings.quick() ? 2 : 4;
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + benchmark.replace(".", "\\.") + "\\.")
            .jvm(jdk.java())
            .jvmArgsPrepend(jvm.toArray(new String[0]))
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(settings.forks())
            .warmupIterations(iterations)
            .warmupTime(time)
            .measurementIterations(iterations)
            .measurementTime(time)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    for (Peer peer : Peer.values()) {
      if (!jdk.has(peer)) {
        options.exclude("\\." + peer.method + "$");
      }
    }
    for (RunResult result : new Runner(options.build()).run()) {
      add(jdk, suffix, result);
    }
  }

  private void add(Jdk jdk, String suffix, RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    int dot = name.lastIndexOf('.');
    StringBuilder workload = new StringBuilder(words(name.substring(0, dot)));
    for (String key : params.getParamsKeys()) {
      workload.append(' ').append(params.getParam(key));
    }
    Collection<BenchmarkResult> forks = result.getBenchmarkResults();
    Figure figure =
        Figure.ofForks(
            forks.stream().mapToDouble(fork -> fork.getPrimaryResult().getScore()).toArray(),
            result.getPrimaryResult().getScoreError(),
            forks.stream().mapToDouble(JmhRun::bytes).toArray());
    results.add(jdk, workload + suffix, Unit.NANOSECONDS, Peer.of(name.substring(dot + 1)), figure);
  }

  private static double bytes(BenchmarkResult fork) {
    return fork.getSecondaryResults().keySet().stream()
        .filter(name -> name.endsWith("gc.alloc.rate.norm"))
        .mapToDouble(name -> fork.getSecondaryResults().get(name).getScore())
        .findFirst()
        .orElse(Double.NaN);
  }

  /** {@code a.b.YieldAtDepth}: yield at depth. */
  static String words(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return simple.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }
}
