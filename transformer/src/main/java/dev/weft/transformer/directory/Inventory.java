package dev.weft.transformer.directory;

import dev.weft.transformer.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one walk over a directory finds: the class files that can be of interest. Everything else
 * was read once and forgotten.
 *
 * @param unreadable candidates that are damaged or too new
 * @param leftovers files that a killed run has not finished
 */
record Inventory(List<ClassRoot> roots, List<Diagnostic> unreadable, List<Path> leftovers) {
  /** Walks over a directory; directories that are symbolic links belong to it. */
  static Inventory of(Path classes) throws IOException {
    Walk walk = new Walk(classes);
    Files.walkFileTree(classes, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
    List<ClassRoot> roots = new ArrayList<>();
    walk.roots.forEach((directory, candidates) -> roots.add(new ClassRoot(directory, candidates)));
    return new Inventory(roots, walk.unreadable, walk.leftovers);
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path classes;
    private final SortedMap<Path, SortedMap<String, ClassHeader>> roots = new TreeMap<>();
    private final List<Diagnostic> unreadable = new ArrayList<>();
    private final List<Path> leftovers = new ArrayList<>();

    /** Used again for each file: a class file rarely needs more, and then it grows. */
    private byte[] buffer = new byte[64 * 1024];

    Walk(Path classes) {
      this.classes = classes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (name.endsWith(".class") && attributes.isRegularFile()) {
        int length = read(file);
        if (QuickFilter.isCandidate(buffer, length)) {
          addCandidate(file, Arrays.copyOf(buffer, length));
        }
      } else if (AtomicFiles.isLeftover(name)) {
        leftovers.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      // A link to a directory above: everything in there is visited anyway.
      if (e instanceof FileSystemLoopException) {
        return FileVisitResult.CONTINUE;
      }
      throw new IOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
    }

    private int read(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        int length = 0;
        while (true) {
          int count = in.read(buffer, length, buffer.length - length);
          if (count < 0) {
            return length;
          }
          length += count;
          if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
          }
        }
      } catch (IOException e) {
        throw new IOException("cannot read " + file + ": " + AtomicFiles.reason(e), e);
      }
    }

    private void addCandidate(Path file, byte[] bytes) {
      ClassHeader header;
      try {
        header = ClassHeader.read(bytes);
      } catch (RuntimeException | OutOfMemoryError e) {
        unreadable.add(Damage.describe(nameFromPath(classes, file), file.toString(), bytes, e));
        return;
      }
      Path root = rootOf(file, header.name());
      // A class file that lies elsewhere than its name says cannot be loaded from there: it is
      // somebody's resource.
      if (root != null) {
        roots.computeIfAbsent(root, unused -> new TreeMap<>()).put(header.name(), header);
      }
    }
  }

  private static @Nullable Path rootOf(Path file, String name) {
    Path expected;
    try {
      expected = Path.of(name + ".class");
    } catch (InvalidPathException e) {
      return null;
    }
    Path root = file.endsWith(expected) ? file : null;
    for (int i = 0; i < expected.getNameCount() && root != null; i++) {
      root = root.getParent();
    }
    return root;
  }

  private static String nameFromPath(Path classes, Path file) {
    StringBuilder name = new StringBuilder();
    for (Path segment : classes.relativize(file)) {
      name.append(name.isEmpty() ? "" : "/").append(segment);
    }
    return name.substring(0, name.length() - ".class".length());
  }
}
