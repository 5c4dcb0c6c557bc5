package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what the checks find. */
final class Findings {
  private final List<Finding> findings = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();

  void add(Check check, Diagnostic problem) {
    findings.add(new Finding(check, problem));
  }

  void add(Check check, DiagnosticCode code, String className, String explanation) {
    add(check, new Diagnostic(code, className, "", null, 0, explanation));
  }

  void note(Check check, String text) {
    notes.add(new Note(check, text));
  }

  List<Finding> sorted() {
    return findings.stream()
        .sorted(
            Comparator.comparing(Finding::check).thenComparing(Finding::problem, Diagnostic.ORDER))
        .toList();
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }
}
