package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.Explanation.NotShown;
import dev.weft.transformer.directory.Explanation.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The classes in one root of a directory as the compiler wrote them: those that are woven from
 * their originals, as far as these fit. Looks at files each time, and keeps none.
 */
final class CompiledClasses implements ClassFinder {
  private final ClassRoot root;
  private final Path classes;
  private final Originals originals;

  CompiledClasses(ClassRoot root, Path classes, Originals originals) {
    this.root = root;
    this.classes = classes;
    this.originals = originals;
  }

  boolean isWoven(String name) {
    ClassHeader header = root.header(name);
    return header != null && header.mark() != null;
  }

  /** A class file; null where there is none, and where it is not known what the compiler wrote. */
  byte @Nullable [] read(String name) throws IOException {
    if (root.isGenerated(name)) {
      return null;
    }
    byte[] file = root.read(name);
    return file == null || !isWoven(name) ? file : originals.find(key(name), file);
  }

  /** The same; passes over what cannot be read, as {@link ClassPath} does. */
  @Override
  public byte @Nullable [] find(String internalName) {
    try {
      return read(internalName);
    } catch (IOException e) {
      return null;
    }
  }

  /** How the woven ones of these classes were woven; nothing when that is not known. */
  Optional<Options> wovenWith(Collection<String> names) {
    return originals.wovenWith(names.stream().filter(this::isWoven).map(this::key).toList());
  }

  /**
   * Why the woven ones of a nest's classes cannot be explained.
   *
   * @return nothing when they can
   */
  List<NotShown> unknown(Collection<String> nest) throws IOException {
    List<String> woven = nest.stream().filter(this::isWoven).toList();
    Map<String, Reason> reasons = new HashMap<>();
    for (String name : woven) {
      if (read(name) == null) {
        reasons.put(name, originals.has(key(name)) ? Reason.OTHER_ORIGINAL : Reason.NO_ORIGINAL);
      }
    }
    boolean complete = reasons.isEmpty();
    if (complete && (woven.isEmpty() || wovenWith(woven).isPresent())) {
      return List.of();
    }
    Reason otherwise = complete ? Reason.OTHER_WEAVING : Reason.NEST;
    return woven.stream()
        .map(name -> new NotShown(name, reasons.getOrDefault(name, otherwise)))
        .toList();
  }

  private String key(String name) {
    return root.key(classes, name);
  }
}
