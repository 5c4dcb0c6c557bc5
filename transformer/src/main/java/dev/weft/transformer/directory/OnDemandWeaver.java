package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes one by one, when they are asked for, as a class loader loads them. A nest is woven
 * as a whole, so the class files of its other members are looked up; what they become is not kept.
 *
 * <pre>
 *   asked for Cart          reads Cart$Line; weaves both; gives Cart, and the frames of Cart's methods
 *   asked for Cart$Line     reads Cart; weaves both; gives Cart$Line, and the frames of its own methods
 * </pre>
 *
 * <p>A nest in which something is wrong stays as it is. Thread-safe.
 */
public final class OnDemandWeaver {
  private static final byte[] NEST_MEMBERS = "NestMembers".getBytes(StandardCharsets.US_ASCII);

  private final ClassFinder classes;
  private final Transformer transformer;
  private final Predicate<String> chosen;
  private final Consumer<Diagnostic> problems;

  /** Hosts of nests whose problems were reported. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * Looks up classes, those to weave and others, in {@code classes}.
   *
   * @param chosen which nests are woven, by the internal name of their outermost class
   * @param problems told each problem once
   */
  public OnDemandWeaver(
      ClassFinder classes,
      Options options,
      Predicate<String> chosen,
      Consumer<Diagnostic> problems) {
    this.classes = classes;
    this.transformer = new Transformer(options, classes);
    this.chosen = chosen;
    this.problems = problems;
  }

  /**
   * Weaves a class. Returns it and the generated classes that belong to it, by internal name;
   * nothing when it is to stay as it is.
   */
  public Map<String, byte[]> weave(String name, byte[] classFile) {
    if (!QuickFilter.isCandidate(classFile, classFile.length)
        && indexOf(classFile, NEST_MEMBERS) < 0) {
      return Map.of();
    }
    try {
      return weaveNest(name, classFile);
    } catch (IOException | RuntimeException e) {
      problems.accept(Damage.describe(name, name, classFile, e));
      return Map.of();
    }
  }

  private Map<String, byte[]> weaveNest(String name, byte[] classFile) throws IOException {
    ClassHeader header = ClassHeader.read(classFile);
    String host = header.nestHost();
    if (header.generated() || !chosen.test(host)) {
      return Map.of();
    }
    LoadedNest nest = LoadedNest.read(name, classFile, host, classes);
    if (nest.candidates().isEmpty()) {
      return Map.of();
    }
    NestOutput output =
        new NestWeaver(nest, transformer, classes, Recall.NOTHING).weave(host, nest.candidates());
    if (!output.diagnostics().isEmpty() && reported.add(host)) {
      output.diagnostics().forEach(problems);
    }
    byte[] woven = output.classes().get(name);
    return woven == null ? Map.of() : withFrames(name, woven, header, output);
  }

  private static Map<String, byte[]> withFrames(
      String name, byte[] woven, ClassHeader before, NestOutput output) {
    Map<String, byte[]> classes = new TreeMap<>(Map.of(name, woven));
    ClassHeader.Mark mark = ClassHeader.read(woven).mark();
    // A class that was woven before, of which only the nest grows, has its frames where it was.
    if (mark != null && before.mark() == null) {
      classes.putAll(output.classes());
      classes.keySet().retainAll(mark.frames());
      classes.put(name, woven);
    }
    return classes;
  }

  private static int indexOf(byte[] bytes, byte[] text) {
    for (int i = 0; i + text.length <= bytes.length; i++) {
      int j = 0;
      while (j < text.length && bytes[i + j] == text[j]) {
        j++;
      }
      if (j == text.length) {
        return i;
      }
    }
    return -1;
  }

  /** The class files of a nest, of which one was given and the others were looked up. */
  private record LoadedNest(
      ClassFinder classes, Map<String, byte[]> files, SortedMap<String, ClassHeader> headers)
      implements NestFiles {

    static LoadedNest read(String name, byte[] classFile, String host, ClassFinder classes) {
      Map<String, byte[]> files = new TreeMap<>();
      files.put(name, classFile);
      List<String> members = new ArrayList<>(List.of(host));
      byte[] hostFile = host.equals(name) ? classFile : classes.find(host);
      if (hostFile != null) {
        members.addAll(ClassHeader.read(hostFile).nestMembers());
      }
      SortedMap<String, ClassHeader> headers = new TreeMap<>();
      for (String member : members) {
        byte[] bytes = files.containsKey(member) ? files.get(member) : classes.find(member);
        if (bytes != null) {
          files.put(member, bytes);
          if (QuickFilter.isCandidate(bytes, bytes.length)) {
            headers.put(member, ClassHeader.read(bytes));
          }
        }
      }
      return new LoadedNest(classes, files, headers);
    }

    /** The user's classes that may have async code. */
    TreeSet<String> candidates() {
      TreeSet<String> candidates = new TreeSet<>(headers.keySet());
      candidates.removeIf(this::isGenerated);
      return candidates;
    }

    @Override
    public byte @Nullable [] read(String name) {
      byte[] known = files.get(name);
      return known != null ? known : classes.find(name);
    }

    @Override
    public @Nullable ClassHeader header(String name) {
      ClassHeader known = headers.get(name);
      byte[] bytes = known != null ? null : read(name);
      return bytes == null ? known : ClassHeader.read(bytes);
    }

    @Override
    public boolean canHold(String name) {
      return true;
    }

    @Override
    public String where(String name) {
      return name + ".class";
    }
  }
}
