package dev.weft.transformer.audit;

import dev.weft.transformer.ClassFinder;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Weaves the originals of a root again, in memory, as they were woven, and compares. */
final class Reproduction {
  private final Artifact artifact;
  private final Artifact.Root root;
  private final SortedMap<String, ClassHeader> headers;
  private final Originals originals;
  private final ClassFinder finder;
  private final Findings findings;
  private final Map<Options, Transformer> transformers = new HashMap<>();

  /** Classes of which no original was kept. */
  private final List<String> unknown = new ArrayList<>();

  private final List<String> wovenOtherwise = new ArrayList<>();

  Reproduction(
      Artifact artifact,
      Artifact.Root root,
      SortedMap<String, ClassHeader> headers,
      Originals originals,
      ClassFinder finder,
      Findings findings) {
    this.artifact = artifact;
    this.root = root;
    this.headers = headers;
    this.originals = originals;
    this.finder = finder;
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
    List<String> woven = members.stream().filter(this::isWoven).toList();
    for (String name : woven) {
      if (!originals.has(key(name))) {
        unknown.add(name);
        return;
      }
    }
    Optional<Options> options = originals.wovenWith(woven.stream().map(this::key).toList());
    if (options.isEmpty()) {
      wovenOtherwise.add(host);
      return;
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : members) {
      byte[] actual = bytes(name);
      byte[] original = originals.find(key(name), actual);
      if (original == null && originals.has(key(name))) {
        report(
            name,
            "It was changed after it was woven, or the originals are of another build. Let no tool change woven"
                + " classes, or build from scratch.");
        return;
      }
      files.put(name, original == null ? actual : original);
    }
    compare(host, members, files, transformer(options.get()));
  }

  private Transformer transformer(Options options) {
    return transformers.computeIfAbsent(options, chosen -> new Transformer(chosen, finder));
  }

  private void compare(
      String host, Set<String> members, Map<String, byte[]> files, Transformer transformer) {
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
                + " classes on the class path. Build it from scratch, and let no tool change woven classes.");
      }
    }
  }

  /** Of a member of a nest, which was read before. */
  private String key(String name) {
    return artifact.key(Objects.requireNonNull(root.classes().get(name), name));
  }

  private byte[] bytes(String name) {
    return Objects.requireNonNull(root.find(name), name);
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
          "not woven again: "
              + Words.some(wovenOtherwise)
              + ", woven by another version of Weft or not all alike");
    }
  }
}
