package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.DiagnosticCode;
import dev.weft.transformer.NestResult;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.directory.ClassHeader.Mark;
import dev.weft.transformer.jvm.JvmVerification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Reads the files of a nest, weaves what is not woven yet, and turns whatever goes wrong into a
 * problem with a name.
 */
final class NestWeaver {
  private final NestFiles root;
  private final Transformer transformer;
  private final ClassFinder finder;
  private final Recall recall;

  /** Weaves with {@code transformer}, which looks classes up in {@code finder}. */
  NestWeaver(NestFiles root, Transformer transformer, ClassFinder finder, Recall recall) {
    this.root = root;
    this.transformer = transformer;
    this.finder = finder;
    this.recall = recall;
  }

  /** Weaves the nest of {@code host}. The same files give the same output. */
  NestOutput weave(String host, Set<String> candidates) throws IOException {
    Map<String, Mark> marks = marks(candidates);
    List<Diagnostic> problems = unusableMarks(marks);
    Set<String> toWeave = toWeave(candidates, marks.keySet());
    boolean reusable = problems.isEmpty() && recall.isWovenAlike(marks.keySet());
    Map<String, byte[]> originals = reusable && toWeave.isEmpty() ? Map.of() : recall(host, marks);
    if (!originals.isEmpty()) {
      // All that was woven is known as the compiler wrote it: as if it were compiled just now.
      return weave(host, candidates, candidates, Map.of(), originals);
    }
    return problems.isEmpty()
        ? weave(host, candidates, toWeave, marks, originals)
        : NestOutput.unchanged(problems, 0);
  }

  /**
   * Without those that are woven, and those of which it is known that there is nothing to weave.
   */
  private Set<String> toWeave(Set<String> candidates, Set<String> woven) throws IOException {
    Set<String> names = new TreeSet<>(candidates);
    names.removeAll(woven);
    for (String name : List.copyOf(names)) {
      if (recall.isKnownPlain(name, root.read(name))) {
        names.remove(name);
      }
    }
    return names;
  }

  /**
   * The originals of all woven classes of a nest, and of its outermost class; none if one is
   * missing.
   */
  private Map<String, byte[]> recall(String host, Map<String, Mark> marks) throws IOException {
    Map<String, byte[]> originals = new TreeMap<>();
    for (String name : marks.keySet()) {
      byte[] original = recall.find(name, root.read(name));
      if (original == null) {
        return Map.of();
      }
      originals.put(name, original);
    }
    byte[] original = originals.isEmpty() ? null : recall.find(host, root.read(host));
    if (original != null) {
      originals.put(host, original);
    }
    return originals;
  }

  private NestOutput weave(
      String host,
      Set<String> candidates,
      Set<String> toWeave,
      Map<String, Mark> marks,
      Map<String, byte[]> originals)
      throws IOException {
    byte[] hostFile = originals.containsKey(host) ? originals.get(host) : root.read(host);
    if (hostFile == null) {
      return NestOutput.unchanged(List.of(hostIsMissing(host, candidates)), 0);
    }
    Map<String, byte[]> files = new TreeMap<>(Map.of(host, hostFile));
    try {
      ClassHeader hostHeader = ClassHeader.read(hostFile);
      if (!hostHeader.name().equals(host)) {
        return NestOutput.unchanged(List.of(hostIsMissing(host, candidates)), 0);
      }
      boolean complete = hostHeader.nestMembers().containsAll(frames(marks));
      if (complete && toWeave.isEmpty()) {
        return NestOutput.unchanged(recall.warnings(candidates), marks.size());
      }
      addMembers(files, hostHeader, candidates);
      files.putAll(originals);
      return weave(host, candidates, files, marks);
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return NestOutput.unchanged(List.of(failure(host, files, e)), 0);
    }
  }

  /**
   * All of a nest but what earlier runs generated: what the host lists, and who says that it
   * belongs to it.
   */
  private void addMembers(Map<String, byte[]> files, ClassHeader host, Set<String> candidates)
      throws IOException {
    Set<String> names = new TreeSet<>(candidates);
    for (String member : host.nestMembers()) {
      if (!root.isGenerated(member)) {
        names.add(member);
      }
    }
    for (String name : names) {
      byte[] bytes = root.read(name);
      if (bytes != null) {
        files.put(name, bytes);
        if (!new ClassReader(bytes).getClassName().equals(name)) {
          // Another class lies there: the JVM will not find the member, and nor do we.
          files.remove(name);
        }
      }
    }
  }

  private NestOutput weave(
      String host, Set<String> candidates, Map<String, byte[]> files, Map<String, Mark> marks) {
    Map<String, byte[]> shown = new TreeMap<>(files);
    shown.replaceAll(
        (name, bytes) -> marks.containsKey(name) ? PartlyWoven.asPlainClass(bytes) : bytes);
    NestResult result = transformer.transform(shown);

    List<Diagnostic> diagnostics = new ArrayList<>(result.diagnostics());
    if (diagnostics.stream().anyMatch(problem -> problem.code() == DiagnosticCode.INTERNAL)) {
      Diagnostic refused = refusedByTheJvm(files);
      if (refused != null) {
        return NestOutput.unchanged(List.of(refused), 0);
      }
    }
    diagnostics.removeIf(problem -> marks.containsKey(problem.className()));
    diagnostics.addAll(recall.warnings(marks.keySet()));
    Map<String, byte[]> classes = new LinkedHashMap<>(result.classes());
    Set<String> generated = new TreeSet<>(classes.keySet());
    generated.removeAll(files.keySet());
    for (String name : generated) {
      if (!root.canHold(name) || !packageOf(name).equals(packageOf(host))) {
        diagnostics.add(unwritable(host, name));
      }
    }
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      return NestOutput.unchanged(diagnostics, 0);
    }
    Set<String> members = frames(marks);
    members.addAll(generated);
    if (!members.isEmpty()) {
      // The host's place in the order is kept: behind the classes that it will name.
      byte[] compiled = files.getOrDefault(host, new byte[0]);
      byte[] rewritten = marks.containsKey(host) ? compiled : classes.getOrDefault(host, compiled);
      classes.put(host, PartlyWoven.withNestMembers(rewritten, members));
    }
    Map<String, byte[]> originals = new TreeMap<>(files);
    originals.keySet().retainAll(classes.keySet());
    // What a woven class looked like before is not known here.
    originals.keySet().removeAll(marks.keySet());
    Map<String, byte[]> plain = new TreeMap<>(files);
    plain.keySet().retainAll(candidates);
    plain.keySet().removeAll(classes.keySet());
    plain.keySet().removeAll(marks.keySet());
    return new NestOutput(
        classes,
        originals,
        plain,
        members,
        diagnostics,
        result.methods(),
        result.hosts(),
        result.points(),
        marks.size());
  }

  private Map<String, Mark> marks(Set<String> candidates) {
    Map<String, Mark> marks = new TreeMap<>();
    for (String name : candidates) {
      ClassHeader header = root.header(name);
      if (header != null && header.mark() != null) {
        marks.put(name, header.mark());
      }
    }
    return marks;
  }

  private static Set<String> frames(Map<String, Mark> marks) {
    Set<String> frames = new TreeSet<>();
    marks.values().forEach(mark -> frames.addAll(mark.frames()));
    return frames;
  }

  private List<Diagnostic> unusableMarks(Map<String, Mark> marks) {
    List<Diagnostic> problems = new ArrayList<>();
    marks.forEach(
        (name, mark) -> {
          if (mark.abi() != Names.ABI) {
            problems.add(
                new Diagnostic(
                    DiagnosticCode.WOVEN_BY_ANOTHER,
                    name,
                    "",
                    null,
                    0,
                    "It was woven for ABI "
                        + mark.abi()
                        + ", this Weft weaves for ABI "
                        + Names.ABI
                        + ". Delete the class files and compile again: only what a compiler wrote can be woven."));
            return;
          }
          for (String frame : mark.frames()) {
            if (!root.isGenerated(frame)) {
              problems.add(
                  Damage.problem(
                      name,
                      "It was woven, but its generated class "
                          + frame.replace('/', '.')
                          + " is no longer there. Delete the class files and compile again."));
            }
          }
        });
    return problems;
  }

  private static Diagnostic hostIsMissing(String host, Set<String> candidates) {
    return Damage.problem(
        candidates.iterator().next(),
        "Its outermost class "
            + host.replace('/', '.')
            + " is not beside it. Delete the class files and compile again.");
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static Diagnostic unwritable(String host, String generated) {
    return Damage.problem(
        host,
        "The name of a class that belongs to it, "
            + generated.replace('/', '.')
            + ", is no name for a file here. If it has letters beyond ASCII, run the build in a UTF-8 locale, such as"
            + " LC_ALL=C.UTF-8.");
  }

  /** The transformer takes any sound class file. If these are sound the fault is ours. */
  private Diagnostic failure(String host, Map<String, byte[]> files, Throwable e) {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Throwable damage = Damage.of(file.getValue());
      if (damage != null) {
        return Damage.describe(file.getKey(), root.where(file.getKey()), file.getValue(), damage);
      }
    }
    Diagnostic refused = refusedByTheJvm(files);
    if (refused != null) {
      return refused;
    }
    StackTraceElement[] trace = e.getStackTrace();
    return new Diagnostic(
        DiagnosticCode.INTERNAL,
        host,
        "",
        null,
        0,
        e
            + (trace.length == 0 ? "" : " at " + trace[0])
            + ". This is a fault of Weft, not of your code: please report it with the class file.");
  }

  /**
   * Before the fault is called ours: a class file that ASM reads may still be one that no JVM
   * takes.
   */
  private @Nullable Diagnostic refusedByTheJvm(Map<String, byte[]> files) {
    ClassFinder originals = files::get;
    JvmVerification jvm = new JvmVerification(originals.or(finder), name -> false);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (jvm.verify(file.getKey()) instanceof JvmVerification.Refused refused) {
        return Damage.refused(
            file.getKey(), root.where(file.getKey()), file.getValue(), refused.reason());
      }
    }
    return null;
  }
}
