package dev.weft.transformer.audit;

import java.util.List;

/**
 * Says in a few lines what was proved:
 *
 * <pre>
 * target/classes: 12 classes, 4 of them woven
 *   ok       every class file is well formed
 *   FAILED   every @Async method is woven: 2 findings
 *   unknown  weaving the originals again gives the same bytes: no originals were given ...
 * </pre>
 */
public final class TextSummary {
  private TextSummary() {}

  /** The lines, each with a line feed. */
  public static String write(List<Audit> audits) {
    StringBuilder text = new StringBuilder();
    for (Audit audit : audits) {
      text.append(audit.path())
          .append(": ")
          .append(Words.count(audit.classes(), "class"))
          .append(", ")
          .append(audit.woven())
          .append(" of them woven\n");
      for (Check check : Check.values()) {
        text.append("  ").append(line(audit, check)).append('\n');
      }
    }
    return text.toString();
  }

  /** Such as {@code 3 findings in 120 classes}. */
  public static String total(List<Audit> audits) {
    int findings = audits.stream().mapToInt(audit -> audit.findings().size()).sum();
    int classes = audits.stream().mapToInt(Audit::classes).sum();
    return Words.count(findings, "finding") + " in " + Words.count(classes, "class");
  }

  private static String line(Audit audit, Check check) {
    List<String> notes = audit.notes(check);
    int findings = audit.findings(check).size();
    if (findings > 0) {
      return "FAILED   " + check.claim() + ": " + Words.count(findings, "finding");
    }
    return notes.isEmpty()
        ? "ok       " + check.claim()
        : "unknown  " + check.claim() + ": " + String.join("; ", notes);
  }
}
