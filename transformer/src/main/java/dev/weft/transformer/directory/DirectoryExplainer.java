package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.directory.Explanation.Explained;
import dev.weft.transformer.explain.MethodExplanation;
import dev.weft.transformer.explain.NestExplanation;
import dev.weft.transformer.explain.Point;
import dev.weft.transformer.explain.Tail;
import dev.weft.transformer.source.MethodPlace;
import dev.weft.transformer.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Weaves all nests of a directory, writes nothing, and says what becomes of them. */
public final class DirectoryExplainer {
  private static final Comparator<Explained> ORDER =
      Comparator.<Explained, String>comparing(explained -> explained.method().className())
          .thenComparing(explained -> explained.method().firstLine());

  private final WeaveRequest request;
  private final Path originals;
  private final Sources sources;
  private final List<Explained> methods = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<String> withoutOriginal = new ArrayList<>();

  private DirectoryExplainer(WeaveRequest request, Path originals, Sources sources) {
    this.request = request;
    this.originals = originals;
    this.sources = sources;
  }

  /**
   * Explains a directory.
   *
   * @param request whose directory has the classes, woven or as the compiler wrote them
   * @param originals a directory that has the woven classes as the compiler wrote them; it need not
   *     exist
   * @throws IOException when a file cannot be read
   */
  public static Explanation explain(WeaveRequest request, Path originals, Sources sources)
      throws IOException {
    DirectoryExplainer explainer = new DirectoryExplainer(request, originals, sources);
    if (Files.isDirectory(request.classes())) {
      try (ClassPath classPath = ClassPath.of(request.classPath())) {
        explainer.explain(classPath);
      }
    }
    explainer.methods.sort(ORDER);
    explainer.problems.sort(Diagnostic.ORDER);
    return new Explanation(
        List.copyOf(explainer.methods),
        List.copyOf(explainer.problems),
        List.copyOf(explainer.withoutOriginal));
  }

  private void explain(ClassPath classPath) throws IOException {
    Inventory inventory = Inventory.of(request.classes());
    problems.addAll(inventory.unreadable());
    for (ClassRoot root : inventory.roots()) {
      Path kept = originals.resolve(request.classes().relativize(root.directory()).toString());
      ClassFinder finder =
          ClassPath.of(List.of(kept, root.directory(), request.classes())).or(classPath);
      Transformer transformer = new Transformer(request.options(), finder);
      for (Map.Entry<String, SortedSet<String>> nest : root.nests().entrySet()) {
        if (request.chosen().test(nest.getKey())) {
          explain(new Nest(root, kept, nest.getKey(), nest.getValue()), transformer);
        }
      }
    }
  }

  /**
   * A nest on disk.
   *
   * @param kept where the originals of the root's classes are
   */
  private record Nest(ClassRoot root, Path kept, String host, Set<String> candidates) {
    boolean isWoven(String name) {
      ClassHeader header = root.candidates().get(name);
      return header != null && header.mark() != null;
    }

    /** A class file as the compiler wrote it; null where there is none. */
    byte @Nullable [] read(String name) throws IOException {
      Path original = kept.resolve(name + ".class");
      if (isWoven(name)) {
        return Files.isRegularFile(original) ? Files.readAllBytes(original) : null;
      }
      return root.isGenerated(name) ? null : root.read(name);
    }

    Map<String, byte[]> read() throws IOException {
      Map<String, byte[]> files = new TreeMap<>();
      byte[] hostFile = read(host);
      if (hostFile != null) {
        Set<String> names = new TreeSet<>(candidates);
        names.add(host);
        names.addAll(ClassHeader.read(hostFile).nestMembers());
        for (String name : names) {
          byte[] file = read(name);
          if (file != null) {
            files.put(name, file);
          }
        }
      }
      return files;
    }
  }

  private void explain(Nest nest, Transformer transformer) throws IOException {
    try {
      Map<String, byte[]> files = nest.read();
      if (files.keySet().containsAll(nest.candidates()) && files.containsKey(nest.host())) {
        add(transformer.explain(files));
      } else if (nest.candidates().stream().anyMatch(nest::isWoven)) {
        nest.candidates().stream().filter(nest::isWoven).forEach(withoutOriginal::add);
      } else {
        problems.add(
            Damage.problem(
                nest.host(), "It is the outermost class of others, but it is not beside them."));
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      problems.add(
          Damage.problem(nest.host(), "Reading it or a class inside it fails with " + e + "."));
    }
  }

  private void add(NestExplanation nest) {
    for (MethodExplanation method : nest.methods()) {
      methods.add(new Explained(method, sources.text(place(method))));
    }
    nest.problems().stream()
        .filter(problem -> problem.isError() || !request.silenced().test(problem))
        .forEach(problems::add);
  }

  /** The spots are the points, then the tails. */
  private static MethodPlace place(MethodExplanation method) {
    List<MethodPlace.Spot> spots = new ArrayList<>();
    for (Point point : method.points()) {
      boolean isReturn = point.awaited() == Point.Awaited.RETURNED;
      spots.add(new MethodPlace.Spot(point.line(), isReturn));
    }
    for (Tail tail : method.tails()) {
      spots.add(new MethodPlace.Spot(tail.line(), true));
    }
    return new MethodPlace(
        method.className(),
        method.sourceFile(),
        method.name(),
        method.lambda(),
        method.firstLine(),
        method.lastLine(),
        spots);
  }
}
