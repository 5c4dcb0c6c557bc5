package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.bytecode.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a directory in place: all of it, or if anything is wrong anywhere, nothing.
 *
 * <p>A run first finds out what would be written, and all problems; class files are only touched
 * when there is no error. Then each is replaced at one stroke, and in an order (frame classes,
 * outermost class, other classes) in which a run that is killed leaves nothing that refers to
 * something missing. The next run goes on from there: what bears the mark is done. Memory stays
 * bounded: of large directories the output is not kept but woven a second time.
 */
public final class DirectoryWeaver {
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final WeaveRequest request;
  private final WeaveLog log;
  private final LongSupplier nanoTime;
  private final long keepAtMost;

  private final Originals originals;
  private final List<Planned> planned = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<Path> written = new ArrayList<>();
  private final List<Path> deleted = new ArrayList<>();
  private int methods;
  private int classes;
  private int points;
  private int upToDate;
  private long kept;

  /** A nest to weave. */
  private record Nest(
      ClassRoot root, NestWeaver weaver, String host, SortedSet<String> candidates) {
    NestOutput weave() throws IOException {
      return weaver.weave(host, candidates);
    }
  }

  /** A nest with something to write; without the output if there was too much of it to keep. */
  private record Planned(
      Nest nest, Set<String> rewritten, Set<String> generated, @Nullable NestOutput output) {}

  DirectoryWeaver(WeaveRequest request, WeaveLog log, LongSupplier nanoTime, long keepAtMost) {
    this.request = request;
    this.log = log;
    this.nanoTime = nanoTime;
    this.keepAtMost = keepAtMost;
    this.originals = Originals.in(request.originals(), request.options());
  }

  /**
   * Weaves a directory.
   *
   * @throws IOException when a file cannot be read or written; the message names it, and what to do
   */
  public static WeaveSummary weave(WeaveRequest request, WeaveLog log) throws IOException {
    return new DirectoryWeaver(request, log, System::nanoTime, 64L << 20).weave();
  }

  WeaveSummary weave() throws IOException {
    long start = nanoTime.getAsLong();
    boolean failed = false;
    if (Files.isDirectory(request.classes())) {
      Inventory inventory = Inventory.of(request.classes());
      try (ClassPath classPath = ClassPath.of(request.classPath())) {
        addUnreadable(inventory);
        weaveAll(inventory, classPath);
        checkRuntime(classPath);
        failed = fails();
        if (!failed) {
          originals.keepOnly(wovenPaths(inventory), plainPaths(inventory));
          originals.save();
          writeAll();
          deleteStale(inventory);
          originals.deleteStale();
        }
      }
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
    return new WeaveSummary(
        failed,
        methods,
        classes,
        points,
        upToDate,
        millis,
        List.copyOf(diagnostics),
        List.copyOf(written),
        List.copyOf(deleted));
  }

  private void addUnreadable(Inventory inventory) {
    for (Diagnostic problem : inventory.unreadable()) {
      String name = problem.className();
      int inner = name.indexOf('$', 1);
      if (request.chosen().test(inner < 0 ? name : name.substring(0, inner))) {
        diagnostics.add(problem);
      }
    }
  }

  // ---- what would be written ----

  private void weaveAll(Inventory inventory, ClassPath classPath) throws IOException {
    List<Nest> nests = new ArrayList<>();
    for (ClassRoot root : inventory.roots()) {
      ClassFinder finder = finder(root.directory(), classPath);
      NestWeaver weaver =
          new NestWeaver(
              root,
              new Transformer(request.options(), finder),
              finder,
              Recall.of(originals, root, request.classes()));
      for (Map.Entry<String, SortedSet<String>> nest : root.nests().entrySet()) {
        if (request.chosen().test(nest.getKey())) {
          nests.add(new Nest(root, weaver, nest.getKey(), nest.getValue()));
        }
      }
    }
    long last = nanoTime.getAsLong();
    for (int i = 0; i < nests.size(); i++) {
      weave(nests.get(i));
      if (nanoTime.getAsLong() - last >= PROGRESS_NANOS) {
        last = nanoTime.getAsLong();
        log.progress((i + 1) + " of " + nests.size() + " classes");
      }
    }
  }

  private ClassFinder finder(Path root, ClassPath classPath) {
    List<Path> own =
        root.equals(request.classes()) ? List.of(root) : List.of(root, request.classes());
    return ClassPath.of(own).or(classPath);
  }

  private void weave(Nest nest) throws IOException {
    NestOutput output = nest.weave();
    for (Diagnostic problem : output.diagnostics()) {
      if (problem.isError() || !request.silenced().test(problem)) {
        request.severities().apply(problem).ifPresent(diagnostics::add);
      }
    }
    methods += output.methods();
    classes += output.hosts();
    points += output.points();
    upToDate += output.upToDate();
    if (!output.classes().isEmpty()) {
      kept += output.bytes();
      Set<String> rewritten = new HashSet<>(output.classes().keySet());
      planned.add(
          new Planned(nest, rewritten, output.generated(), kept <= keepAtMost ? output : null));
    }
    noteOriginals(nest.root, output);
  }

  private void noteOriginals(ClassRoot root, NestOutput output) {
    for (Map.Entry<String, byte[]> woven : output.classes().entrySet()) {
      String path = root.key(request.classes(), woven.getKey());
      if (output.originals().containsKey(woven.getKey())) {
        originals.noteWoven(path, woven.getValue(), warningsAbout(woven.getKey(), output));
      } else {
        originals.forget(path);
      }
    }
    for (Map.Entry<String, byte[]> plain : output.plain().entrySet()) {
      originals.notePlain(
          root.key(request.classes(), plain.getKey()),
          plain.getValue(),
          warningsAbout(plain.getKey(), output));
    }
  }

  private static List<Diagnostic> warningsAbout(String name, NestOutput output) {
    return output.diagnostics().stream()
        .filter(problem -> !problem.isError() && problem.className().equals(name))
        .toList();
  }

  /** The paths of all class files that are woven once this run has ended. */
  private Set<String> wovenPaths(Inventory inventory) {
    Set<String> paths = new HashSet<>();
    for (ClassRoot root : inventory.roots()) {
      for (ClassHeader header : root.candidates().values()) {
        if (header.mark() != null) {
          // The outermost class lists frames of its members without having async code itself.
          paths.add(root.key(request.classes(), header.name()));
          paths.add(root.key(request.classes(), header.nestHost()));
        }
      }
    }
    for (Planned plan : planned) {
      plan.rewritten.forEach(name -> paths.add(plan.nest.root.key(request.classes(), name)));
    }
    return paths;
  }

  private Set<String> plainPaths(Inventory inventory) {
    Set<String> paths = new HashSet<>();
    for (ClassRoot root : inventory.roots()) {
      root.candidates().keySet().forEach(name -> paths.add(root.key(request.classes(), name)));
    }
    return paths;
  }

  private void checkRuntime(ClassPath classPath) {
    if (methods > 0 || upToDate > 0 || !diagnostics.isEmpty()) {
      RuntimeCheck.check(finder(request.classes(), classPath), classPath)
          .ifPresent(diagnostics::add);
    }
  }

  private boolean fails() {
    diagnostics.sort(Diagnostic.ORDER);
    return request.failOnWarning()
        ? !diagnostics.isEmpty()
        : diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  // ---- writing it ----

  private void writeAll() throws IOException {
    for (Planned plan : planned) {
      NestOutput output = plan.output != null ? plan.output : plan.nest.weave();
      for (Map.Entry<String, byte[]> file : output.originals().entrySet()) {
        originals.write(plan.nest.root.key(request.classes(), file.getKey()), file.getValue());
      }
      for (Map.Entry<String, byte[]> file : output.classes().entrySet()) {
        Path path = plan.nest.root.file(file.getKey());
        if (AtomicFiles.write(path, file.getValue())) {
          written.add(path);
          log.detail("wrote " + path);
        }
      }
    }
  }

  /**
   * Deletes generated classes that no woven class lists any more, and what a killed run has left.
   */
  private void deleteStale(Inventory inventory) throws IOException {
    for (ClassRoot root : inventory.roots()) {
      Set<String> listed = listedFrames(root);
      for (String name : root.candidates().keySet()) {
        if (root.isGenerated(name) && name.contains(Names.FRAME_INFIX) && !listed.contains(name)) {
          delete(root.file(name));
        }
      }
    }
    for (Path leftover : inventory.leftovers()) {
      AtomicFiles.delete(leftover);
    }
  }

  private Set<String> listedFrames(ClassRoot root) {
    Set<String> listed = new HashSet<>();
    Set<String> rewritten = new HashSet<>();
    for (Planned plan : planned) {
      if (plan.nest.root.directory().equals(root.directory())) {
        listed.addAll(plan.generated);
        rewritten.addAll(plan.rewritten);
      }
    }
    for (ClassHeader header : root.candidates().values()) {
      if (header.mark() != null && !rewritten.contains(header.name())) {
        listed.addAll(header.mark().frames());
      }
    }
    return listed;
  }

  private void delete(Path file) throws IOException {
    AtomicFiles.delete(file);
    deleted.add(file);
    log.detail("deleted " + file);
  }
}
