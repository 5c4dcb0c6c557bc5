package dev.weft.samples.benchmarks;

import java.io.IOException;
import org.openjdk.jmh.runner.RunnerException;

/** Measures Weft beside its peers, on one JDK or two, and prints one table. See README.md. */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
    Settings settings = Settings.fromSystemProperties();
    Results results = new Results();
    for (Jdk jdk : settings.jdks()) {
      new JmhRun(settings, results).run(jdk);
      new Programs(settings, results).run(jdk);
    }
    System.out.println(new Table(results).markdown());
    System.out.println();
    System.out.println(Machine.describe(settings));
  }
}
