package dev.weft.samples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the user asked for on the command line of Maven.
 *
 * @param chosen looked for in the names of workloads
 * @param quick one short fork each: to see that everything works
 * @param forks how many JVMs measure each method; the median is taken
 * @param jdks measured one after the other
 * @param options for every JVM that is measured
 */
record Settings(Pattern chosen, boolean quick, int forks, List<Jdk> jdks, List<String> options) {
  private static final List<String> MEMORY = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  static Settings fromSystemProperties() {
    boolean quick = Boolean.getBoolean("benchmark.quick");
    List<Jdk> jdks = new ArrayList<>();
    jdks.add(Jdk.current());
    String other = System.getProperty("benchmark.jdk", "");
    if (other.isEmpty()) {
      other = System.getenv().getOrDefault("BENCHMARK_JDK", "");
    }
    if (!other.isEmpty()) {
      jdks.add(Jdk.at(other));
    }
    String options = System.getProperty("benchmark.options", "").strip();
    return new Settings(
        Pattern.compile(System.getProperty("benchmark", "")),
        quick,
        quick ? 1 : Integer.getInteger("benchmark.forks", 3),
        jdks,
        options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
  }

  /**
   * For JVMs that measure time: a machine that has to find memory during a run makes some runs take
   * twice as long as others. A quick run is to work on small machines, too.
   */
  List<String> memory() {
    return quick ? List.of() : MEMORY;
  }

  boolean chooses(String workload) {
    return chosen.matcher(workload).find();
  }
}
