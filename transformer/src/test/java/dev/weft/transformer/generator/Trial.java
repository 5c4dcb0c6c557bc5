package dev.weft.transformer.generator;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.testing.Probe;
import dev.weft.transformer.testing.Runs;
import dev.weft.transformer.testing.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Runs a program as it was compiled, with blocking awaits, and woven, and compares. */
final class Trial {
  /** What is wrong: two failures of one kind may have one reason. */
  enum Kind {
    REFUSED,
    CRASHED,
    UNVERIFIABLE,
    ENDLESS,
    DIFFERENT,
    /** The program is to blame: the reference runs on and on, or never twice in the same way. */
    UNFIT
  }

  /** What went wrong, and how often the program was run until then. */
  record Failure(Compiled compiled, Kind kind, String description) {}

  /** Which awaits fail; 0 for none. */
  private record Plan(int first, int second) {}

  private static final long LONGEST_SECONDS = 20;

  private final Compiled compiled;
  private final boolean exhaustive;
  private final UnaryOperator<Map<String, byte[]>> afterWeaving;
  private Supplier<Class<?>> reference;
  private Supplier<Class<?>> woven;
  private int runs;

  private Trial(
      Compiled compiled, boolean exhaustive, UnaryOperator<Map<String, byte[]>> afterWeaving) {
    this.compiled = compiled;
    this.exhaustive = exhaustive;
    this.afterWeaving = afterWeaving;
  }

  /** How a trial ended, and how many runs it took. */
  record Result(Optional<Failure> failure, int runs) {}

  /**
   * Runs a program in all modes.
   *
   * @param exhaustive whether each of its awaits fails in turn, or only some drawn from its seed
   */
  static Result of(Compiled compiled, boolean exhaustive) {
    return of(compiled, exhaustive, woven -> woven);
  }

  /** As {@link #of(Compiled, boolean)}; the woven classes are changed first: a fault is planted. */
  static Result of(
      Compiled compiled, boolean exhaustive, UnaryOperator<Map<String, byte[]>> afterWeaving) {
    Trial trial = new Trial(compiled, exhaustive, afterWeaving);
    FutureTask<Optional<Failure>> task = new FutureTask<>(trial::run);
    Thread thread = new Thread(null, task, compiled.program().name(), 4L << 20);
    thread.setDaemon(true);
    thread.start();
    try {
      return new Result(task.get(LONGEST_SECONDS, TimeUnit.SECONDS), trial.runs);
    } catch (TimeoutException e) {
      return new Result(trial.endless(thread), trial.runs);
    } catch (ExecutionException e) {
      return new Result(trial.failure(Kind.CRASHED, stackTrace(e.getCause())), trial.runs);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Optional<Failure> endless(Thread thread) {
    StringBuilder text = new StringBuilder("still running after " + LONGEST_SECONDS + " s");
    for (StackTraceElement element : thread.getStackTrace()) {
      text.append("\n  at ").append(element);
    }
    boolean stopped = text.indexOf("Steps.take") >= 0;
    return failure(stopped ? Kind.UNFIT : Kind.ENDLESS, text.toString());
  }

  private static String stackTrace(Throwable e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  private Optional<Failure> failure(Kind kind, String description) {
    return Optional.of(new Failure(compiled, kind, description));
  }

  private Optional<Failure> run() {
    Optional<String> damaged =
        link(compiled.classes().keySet(), Weaving.loader(compiled.classes()));
    if (damaged.isPresent()) {
      return failure(Kind.UNFIT, "as it was compiled: " + damaged.get());
    }
    ClassLoader asCompiled = Runs.reference(Steps.counted(compiled.classes()));
    Weaving.Result weaving = Weaving.weave(compiled.classes(), compiled.settings().weaving());
    Optional<String> refusal =
        weaving.diagnostics().stream().filter(Diagnostic::isError).findFirst().map(Trial::text);
    if (refusal.isPresent()) {
      return failure(Kind.REFUSED, refusal.get());
    }
    Map<String, byte[]> classes = afterWeaving.apply(weaving.classes());
    ClassLoader asWoven = Weaving.loader(exhaustive ? Steps.counted(classes) : classes);
    Optional<String> unverifiable = link(classes.keySet(), asWoven);
    if (unverifiable.isPresent()) {
      return failure(Kind.UNVERIFIABLE, unverifiable.get());
    }
    reference = entries(asCompiled, () -> Runs.reference(Steps.counted(compiled.classes())));
    woven = entries(asWoven, () -> Weaving.loader(Steps.counted(classes)));
    Optional<Failure> failure = Optional.empty();
    for (Plan plan : plans()) {
      failure = failure.or(() -> compare(plan));
    }
    return failure;
  }

  /**
   * The class to run. A program resets its static fields at each start; one that is being shrunk
   * may no longer, and gets a class loader for each run.
   */
  private Supplier<Class<?>> entries(ClassLoader loader, Supplier<ClassLoader> anew) {
    return () -> {
      try {
        return (exhaustive ? anew.get() : loader)
            .loadClass(compiled.program().name().replace('/', '.'));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    };
  }

  private static String text(Diagnostic problem) {
    return problem.code().id()
        + " "
        + problem.place()
        + ":"
        + problem.line()
        + " "
        + problem.explanation();
  }

  /** Has the JVM verify all classes, also those that no run needs. */
  private static Optional<String> link(Iterable<String> classes, ClassLoader loader) {
    for (String name : classes) {
      try {
        Class.forName(name.replace('/', '.'), true, loader);
      } catch (ClassNotFoundException | LinkageError e) {
        return Optional.of(e.toString());
      }
    }
    return Optional.empty();
  }

  // ---- plans
  // -------------------------------------------------------------------------------------------------------

  private List<Plan> plans() {
    int awaits = awaits(new Plan(0, 0));
    List<Plan> plans = new ArrayList<>();
    plans.add(new Plan(0, 0));
    if (exhaustive) {
      for (int i = 1; i <= Math.min(awaits, 40); i++) {
        plans.add(new Plan(i, 0));
        for (int j = i + 1; awaits <= 8 && j <= awaits + 2; j++) {
          plans.add(new Plan(i, j));
        }
      }
      return plans;
    }
    Choices choices = new Choices(compiled.program().seed() + 1);
    for (int i = 0; awaits > 0 && i < 4; i++) {
      int first = choices.between(1, choices.chance(30) ? Math.min(awaits, 4) : awaits);
      plans.add(new Plan(first, i < 2 ? 0 : first + choices.between(1, 3)));
    }
    return plans;
  }

  private int awaits(Plan plan) {
    Probe probe = probe(Probe.Mode.READY, plan);
    blocking(probe);
    return probe.awaits();
  }

  private static Probe probe(Probe.Mode mode, Plan plan) {
    return new Probe(mode, plan.first(), plan.second());
  }

  // ---- runs
  // --------------------------------------------------------------------------------------------------------

  private Runs.Outcome blocking(Probe probe) {
    runs++;
    Steps.reset();
    return normal(Runs.blocking(reference.get(), Program.ENTRY, probe));
  }

  private Optional<Failure> compare(Plan plan) {
    Runs.Outcome expected = blocking(probe(Probe.Mode.READY, plan));
    if (Steps.exceeded()) {
      return failure(Kind.UNFIT, "takes too many steps");
    }
    for (Probe.Mode mode : Probe.Mode.values()) {
      runs++;
      Steps.reset();
      Runs.Outcome actual = normal(Runs.woven(woven.get(), Program.ENTRY, probe(mode, plan)));
      if (!actual.equals(expected)) {
        if (!expected.equals(blocking(probe(Probe.Mode.READY, plan)))) {
          return failure(Kind.UNFIT, "the reference does not do the same twice");
        }
        return failure(Kind.DIFFERENT, describe(mode, plan, expected, actual));
      }
    }
    return Optional.empty();
  }

  private static String describe(
      Probe.Mode mode, Plan plan, Runs.Outcome expected, Runs.Outcome actual) {
    int common = 0;
    int shorter = Math.min(expected.trace().size(), actual.trace().size());
    while (common < shorter && expected.trace().get(common).equals(actual.trace().get(common))) {
      common++;
    }
    return "mode "
        + mode
        + ", failing awaits "
        + plan.first()
        + " and "
        + plan.second()
        + "\nboth:     "
        + expected.trace().subList(0, common)
        + "\nexpected: "
        + expected.trace().subList(common, expected.trace().size())
        + " -> "
        + expected.end()
        + "\ngot:      "
        + actual.trace().subList(common, actual.trace().size())
        + " -> "
        + actual.end();
  }

  /** What the JVM says of a null names slots and methods, which weaving changes. */
  private static Runs.Outcome normal(Runs.Outcome outcome) {
    String end =
        outcome.end().replaceAll("(?s)(NullPointerException|ClassCastException): .*", "$1");
    return new Runs.Outcome(outcome.trace(), end);
  }
}
