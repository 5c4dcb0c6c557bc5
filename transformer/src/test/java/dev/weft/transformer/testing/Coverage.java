package dev.weft.transformer.testing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;

/** Measures with JaCoCo which lines and branches of some classes run. */
public final class Coverage implements AutoCloseable {
  /** What a report shows of a source line. */
  public record Line(boolean begun, boolean complete, int missedBranches, int coveredBranches) {
    @Override
    public String toString() {
      String status = complete ? "covered" : begun ? "partly" : "missed";
      int branches = missedBranches + coveredBranches;
      return branches == 0 ? status : status + " " + coveredBranches + "/" + branches;
    }
  }

  /** All counters of a class: covered, of how many. */
  public record Totals(String lines, String branches, String methods) {}

  private final Map<String, byte[]> classes;
  private final IRuntime runtime = new LoggerRuntime();
  private final RuntimeData data = new RuntimeData();
  private final Map<String, byte[]> instrumented = new HashMap<>();
  private final ClassLoader loader;

  /** Instruments these classes, by internal name. */
  public Coverage(Map<String, byte[]> classes) throws IOException {
    this.classes = classes;
    try {
      runtime.startup(data);
    } catch (Exception e) {
      throw new IOException(e);
    }
    Instrumenter instrumenter = new Instrumenter(runtime);
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      instrumented.put(entry.getKey(), instrumenter.instrument(entry.getValue(), entry.getKey()));
    }
    loader = Weaving.loader(instrumented);
  }

  /** The classes with probes. */
  public Map<String, byte[]> instrumented() {
    return instrumented;
  }

  /** Where the instrumented classes are loaded. */
  public ClassLoader loader() {
    return loader;
  }

  /** Forgets what has run. */
  public void reset() {
    data.reset();
  }

  /** The lines of all classes that have code, by source file and number. */
  public SortedMap<String, Line> lines() throws IOException {
    SortedMap<String, Line> lines = new TreeMap<>();
    for (IClassCoverage found : analyze().getClasses()) {
      for (int number = found.getFirstLine(); number <= found.getLastLine(); number++) {
        ILine line = found.getLine(number);
        if (line.getStatus() != ICounter.EMPTY) {
          lines.put(
              "%s:%05d".formatted(found.getName(), number),
              new Line(
                  line.getInstructionCounter().getCoveredCount() > 0,
                  line.getInstructionCounter().getMissedCount() == 0,
                  line.getBranchCounter().getMissedCount(),
                  line.getBranchCounter().getCoveredCount()));
        }
      }
    }
    return lines;
  }

  /** The totals of one class. */
  public Totals totals(String internalName) throws IOException {
    for (IClassCoverage found : analyze().getClasses()) {
      if (found.getName().equals(internalName)) {
        return new Totals(
            text(found.getLineCounter()),
            text(found.getBranchCounter()),
            text(found.getMethodCounter()));
      }
    }
    throw new AssertionError("no class " + internalName);
  }

  private static String text(ICounter counter) {
    return counter.getCoveredCount() + "/" + counter.getTotalCount();
  }

  private CoverageBuilder analyze() throws IOException {
    ExecutionDataStore executed = new ExecutionDataStore();
    data.collect(executed, new SessionInfoStore(), false);
    CoverageBuilder builder = new CoverageBuilder();
    Analyzer analyzer = new Analyzer(executed, builder);
    for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
      analyzer.analyzeClass(entry.getValue(), entry.getKey());
    }
    return builder;
  }

  @Override
  public void close() {
    runtime.shutdown();
  }
}
