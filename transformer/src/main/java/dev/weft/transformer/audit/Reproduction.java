package dev.weft.transformer.audit;

import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.NestResult;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.directory.ClassHeader;
import dev.weft.transformer.directory.Originals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Weaves the originals of a root again, in memory, and compares. */
final class Reproduction {
  private final Artifact artifact;
  private final Artifact.Root root;
  private final SortedMap<String, ClassHeader> headers;
  private final Originals originals;
  private final Options options;
  private final Transformer transformer;
  private final Findings findings;

  /** Classes of which no original was kept. */
  private final List<String> unknown = new ArrayList<>();

  private final List<String> wovenOtherwise = new ArrayList<>();

  Reproduction(
      Artifact artifact,
      Artifact.Root root,
      SortedMap<String, ClassHeader> headers,
      Originals originals,
      Options options,
      Transformer transformer,
      Findings findings) {
    this.artifact = artifact;
    this.root = root;
    this.headers = headers;
    this.originals = originals;
    this.options = options;
    this.transformer = transformer;
    this.findings = findings;
  }

  /** Checks every nest that has a woven class. */
  void check() throws IOException {
    SortedMap<String, SortedSet<String>> nests = new TreeMap<>();
    headers.forEach(
        (name, header) -> {
          if (!header.generated()) {
            nests.computeIfAbsent(header.nestHost(), unused -> new TreeSet<>()).add(name);
          }
        });
    for (Map.Entry<String, SortedSet<String>> nest : nests.entrySet()) {
      if (nest.getValue().stream().anyMatch(this::isWoven)) {
        check(nest.getKey(), nest.getValue());
      }
    }
    noteWhatIsNotKnown();
  }

  private boolean isWoven(String name) {
    ClassHeader header = headers.get(name);
    return header != null && header.mark() != null;
  }

  private void check(String host, SortedSet<String> members) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : members) {
      byte[] actual = root.find(name);
      String key = key(name);
      if (actual == null || key == null || (isWoven(name) && !originals.has(key))) {
        unknown.add(name);
        return;
      }
      if (!originals.isWovenWith(options, key)) {
        wovenOtherwise.add(name);
        return;
      }
      byte[] original = originals.find(key, actual);
      if (original == null && originals.has(key)) {
        report(
            name,
            "It was changed after it was woven, or the originals are of another build. Let no tool change woven"
                + " classes, or build from scratch.");
        return;
      }
      files.put(name, original == null ? actual : original);
    }
    compare(host, members, files);
  }

  private void compare(String host, SortedSet<String> members, Map<String, byte[]> files) {
    NestResult result;
    try {
      result = transformer.transform(files);
    } catch (RuntimeException e) {
      report(host, "Weaving its original again fails with " + e + ".");
      return;
    }
    for (Diagnostic problem : result.diagnostics()) {
      if (problem.isError()) {
        findings.add(Check.REPRODUCIBLE, problem);
      }
    }
    if (result.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      return;
    }
    Set<String> expected = new TreeSet<>(result.classes().keySet());
    members.stream().filter(this::isWoven).forEach(expected::add);
    for (String name : expected) {
      byte[] again = result.classes().get(name);
      if (again == null || !Arrays.equals(again, root.find(name))) {
        report(
            name,
            "Weaving its original again gives other bytes: it was changed after it was woven, or woven with other"
                + " options or by another version of Weft. Build it from scratch, and let no tool change woven classes.");
      }
    }
  }

  private @Nullable String key(String name) {
    return root.classes().containsKey(name) ? artifact.key(root.classes().get(name)) : null;
  }

  private void report(String name, String explanation) {
    findings.add(Check.REPRODUCIBLE, DiagnosticCode.NOT_REPRODUCIBLE, name, explanation);
  }

  private void noteWhatIsNotKnown() {
    if (!unknown.isEmpty()) {
      findings.note(
          Check.REPRODUCIBLE,
          "no originals were kept of " + Words.some(unknown) + ": they were not woven again");
    }
    if (!wovenOtherwise.isEmpty()) {
      findings.note(
          Check.REPRODUCIBLE,
          Words.some(wovenOtherwise)
              + " were woven with other options or by another version of Weft: they were not woven again");
    }
  }
}
