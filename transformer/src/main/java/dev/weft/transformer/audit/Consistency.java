package dev.weft.transformer.audit;

import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.ClassHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Whether the woven classes of a root and its generated classes know of each other: each generated
 * class is listed in the mark of one woven class, is a member of its nest, and the nest's host says
 * so too. Otherwise the JVM denies them access to each other's private members.
 */
final class Consistency {
  private final SortedMap<String, ClassHeader> headers;
  private final Findings findings;

  private Consistency(SortedMap<String, ClassHeader> headers, Findings findings) {
    this.headers = headers;
    this.findings = findings;
  }

  /** Checks the classes of a root, by internal name. */
  static void check(SortedMap<String, ClassHeader> headers, Findings findings) {
    new Consistency(headers, findings).check();
  }

  private void check() {
    Map<String, String> owners = new HashMap<>();
    headers.forEach(
        (name, header) -> {
          if (header.mark() != null) {
            checkMark(header, header.mark());
            header.mark().frames().forEach(frame -> owners.put(frame, name));
          }
        });
    headers.forEach(
        (name, header) -> {
          // A user's class may carry the annotation for reasons of its own.
          if (header.generated() && name.contains(Names.FRAME_INFIX) && !owners.containsKey(name)) {
            report(
                name,
                "No woven class lists this generated class: its method is gone. Delete it, or weave"
                    + " again, which deletes it.");
          }
        });
  }

  private void checkMark(ClassHeader header, ClassHeader.Mark mark) {
    if (mark.abi() != Names.ABI) {
      findings.add(
          Check.CONSISTENT,
          DiagnosticCode.WOVEN_BY_ANOTHER,
          header.name(),
          "It was woven for ABI "
              + mark.abi()
              + ", this Weft weaves for ABI "
              + Names.ABI
              + ". Compile it again, and weave and verify it with one version of Weft.");
      return;
    }
    for (String frame : mark.frames()) {
      checkFrame(header, frame);
    }
  }

  private void checkFrame(ClassHeader owner, String frame) {
    ClassHeader header = headers.get(frame);
    ClassHeader host = headers.get(owner.nestHost());
    String shown = frame.replace('/', '.');
    if (header == null || !header.generated()) {
      report(
          owner.name(),
          "Its generated class " + shown + " is missing. Compile the class and weave it again.");
    } else if (!header.nestHost().equals(owner.nestHost())) {
      report(
          owner.name(),
          "Its generated class "
              + shown
              + " says it belongs to "
              + header.nestHost().replace('/', '.')
              + ". Compile the class and weave it again.");
    } else if (host == null || !host.nestMembers().contains(frame)) {
      report(
          owner.name(),
          "The outermost class "
              + owner.nestHost().replace('/', '.')
              + " does not list "
              + shown
              + " among its nest members: it was compiled again without being woven, or another tool"
              + " took it out. Weave again.");
    }
  }

  private void report(String name, String explanation) {
    findings.add(Check.CONSISTENT, DiagnosticCode.INCONSISTENT, name, explanation);
  }
}
