package dev.weft.transformer.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A directory that packages hang in, and the candidates found there. A directory of classes is one
 * root; versioned classes below {@code META-INF/versions} have their own.
 *
 * @param candidates by internal name
 */
record ClassRoot(Path directory, SortedMap<String, ClassHeader> candidates) implements NestFiles {
  @Override
  public boolean canHold(String name) {
    try {
      Path relative = Path.of(name + ".class");
      return !relative.isAbsolute() && relative.normalize().equals(relative);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Where the class file of an internal name is or would be, if it {@link #canHold can}. */
  Path file(String name) {
    return directory.resolve(name + ".class");
  }

  /** The path of a class file below the directory of classes, with slashes. */
  String key(Path classes, String name) {
    return classes.relativize(file(name)).toString().replace('\\', '/');
  }

  @Override
  public String where(String name) {
    return file(name).toString();
  }

  @Override
  public byte @Nullable [] read(String name) throws IOException {
    return canHold(name) && Files.isRegularFile(file(name)) ? Files.readAllBytes(file(name)) : null;
  }

  @Override
  public @Nullable ClassHeader header(String name) {
    return candidates.get(name);
  }

  /** The user's candidates, by the internal name of the host of their nest. */
  SortedMap<String, SortedSet<String>> nests() {
    SortedMap<String, SortedSet<String>> nests = new TreeMap<>();
    for (Map.Entry<String, ClassHeader> candidate : candidates.entrySet()) {
      ClassHeader header = candidate.getValue();
      if (!header.generated()) {
        nests.computeIfAbsent(header.nestHost(), unused -> new TreeSet<>()).add(candidate.getKey());
      }
    }
    return nests;
  }
}
