package dev.weft.transformer.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Generates and tries programs, many in one call of a compiler. */
final class Campaign {
  private final Consumer<Trial.Failure> onFailure;
  private final List<String> discarded = new ArrayList<>();
  private int programs;
  private int unfit;
  private long runs;

  Campaign(Consumer<Trial.Failure> onFailure) {
    this.onFailure = onFailure;
  }

  /** Tries the programs of the seeds {@code first} to {@code first + count - 1}. */
  void run(long first, int count) {
    Map<String, List<Program>> groups = new TreeMap<>();
    for (long seed = first; seed < first + count; seed++) {
      groups
          .computeIfAbsent(Settings.of(seed).compilation(), k -> new ArrayList<>())
          .add(ProgramGenerator.generate(seed));
    }
    groups.values().forEach(this::run);
  }

  private void run(List<Program> group) {
    Settings settings = Settings.of(group.get(0).seed());
    for (Compiled compiled : Compiled.all(group, settings)) {
      programs++;
      if (compiled.compiles()) {
        run(
            new Compiled(
                compiled.program(),
                Settings.of(compiled.program().seed()),
                compiled.classes(),
                ""));
      } else {
        discarded.add(compiled.program().seed() + " " + settings + ": " + compiled.problem());
      }
    }
  }

  private void run(Compiled compiled) {
    Trial.Result result = Trial.of(compiled, false);
    runs += result.runs();
    result
        .failure()
        .ifPresent(
            failure -> {
              if (failure.kind() == Trial.Kind.UNFIT) {
                unfit++;
                discarded.add(compiled.program().seed() + ": " + failure.description());
              } else {
                onFailure.accept(failure);
              }
            });
  }

  int programs() {
    return programs;
  }

  /** Programs that do not compile or do not end, with the reason. */
  List<String> discarded() {
    return discarded;
  }

  int unfit() {
    return unfit;
  }

  long runs() {
    return runs;
  }
}
