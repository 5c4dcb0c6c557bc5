package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.directory.Explanation.Explained;
import dev.weft.transformer.directory.Explanation.NotShown;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Weaves all nests of a directory, writes nothing, and says what becomes of them. What is woven
 * already is explained as it was woven, from its original.
 */
public final class DirectoryExplainer {
  private static final Comparator<Explained> ORDER =
      Comparator.<Explained, String>comparing(explained -> explained.method().className())
          .thenComparing(explained -> explained.method().firstLine());

  private final WeaveRequest request;
  private final Originals originals;
  private final Sources sources;
  private final List<Explained> methods = new ArrayList<>();
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<NotShown> notShown = new ArrayList<>();

  private DirectoryExplainer(WeaveRequest request, Path originals, Sources sources) {
    this.request = request;
    this.originals = Originals.in(originals);
    this.sources = sources;
  }

  /**
   * Explains a directory.
   *
   * @param request whose directory has the classes, woven or as the compiler wrote them; its
   *     options count for those that are not woven
   * @param originals where the originals of woven classes were kept, and how they were woven; it
   *     need not exist
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
        List.copyOf(explainer.notShown));
  }

  private void explain(ClassPath classPath) throws IOException {
    Inventory inventory = Inventory.of(request.classes());
    problems.addAll(inventory.unreadable());
    for (ClassRoot root : inventory.roots()) {
      CompiledClasses compiled = new CompiledClasses(root, request.classes(), originals);
      ClassFinder finder =
          compiled.or(ClassPath.of(List.of(root.directory(), request.classes()))).or(classPath);
      Map<Options, Transformer> transformers = new HashMap<>();
      for (Map.Entry<String, SortedSet<String>> nest : root.nests().entrySet()) {
        if (request.chosen().test(nest.getKey())) {
          explain(
              nest.getKey(),
              nest.getValue(),
              compiled,
              options ->
                  transformers.computeIfAbsent(options, how -> new Transformer(how, finder)));
        }
      }
    }
  }

  private void explain(
      String host,
      Set<String> candidates,
      CompiledClasses compiled,
      Function<Options, Transformer> transformer)
      throws IOException {
    try {
      List<NotShown> unknown = compiled.unknown(candidates);
      if (!unknown.isEmpty()) {
        notShown.addAll(unknown);
        return;
      }
      Map<String, byte[]> files = read(host, candidates, compiled);
      if (files.containsKey(host)) {
        // As they were woven; what is not woven yet, as it would be.
        Options options = compiled.wovenWith(candidates).orElse(request.options());
        add(transformer.apply(options).explain(files));
      } else {
        problems.add(
            Damage.problem(
                host, "It is the outermost class of others, but it is not beside them."));
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      problems.add(Damage.problem(host, "Reading it or a class inside it fails with " + e + "."));
    }
  }

  /** All of a nest as the compiler wrote it; nothing when its host is not there. */
  private static Map<String, byte[]> read(
      String host, Set<String> candidates, CompiledClasses compiled) throws IOException {
    byte[] hostFile = compiled.read(host);
    if (hostFile == null) {
      return Map.of();
    }
    Set<String> names = new TreeSet<>(candidates);
    names.add(host);
    names.addAll(ClassHeader.read(hostFile).nestMembers());
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : names) {
      byte[] file = compiled.read(name);
      if (file != null) {
        files.put(name, file);
      }
    }
    return files;
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
