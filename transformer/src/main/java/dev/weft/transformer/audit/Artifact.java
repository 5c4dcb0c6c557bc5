package dev.weft.transformer.audit;

import dev.weft.transformer.ClassFinder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * The class files of a directory or jar. Nothing is kept in memory but their paths. For one thread.
 */
final class Artifact implements Closeable {
  private static final Pattern VERSIONED = Pattern.compile("(?:.*/)?META-INF/versions/(\\d+)");

  private final Path top;
  private final @Nullable FileSystem jar;
  private final SortedMap<String, Root> roots = new TreeMap<>();
  private final List<Path> unreadable = new ArrayList<>();

  /** A directory that packages hang in. Versioned classes of a jar have their own. */
  static final class Root implements ClassFinder {
    private final int release;
    private final SortedMap<String, Path> classes = new TreeMap<>();

    Root(int release) {
      this.release = release;
    }

    /** The oldest Java version that its classes are for; 0 for all. */
    int release() {
      return release;
    }

    /** The class files by internal name. */
    SortedMap<String, Path> classes() {
      return classes;
    }

    @Override
    public byte @Nullable [] find(String internalName) {
      Path file = classes.get(internalName);
      try {
        return file == null ? null : Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
  }

  private Artifact(Path top, @Nullable FileSystem jar) {
    this.top = top;
    this.jar = jar;
  }

  /**
   * Looks into a directory or jar.
   *
   * @throws IOException when it is neither, or cannot be read
   */
  static Artifact open(Path path) throws IOException {
    if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
      throw new IOException("there is no directory or jar " + path);
    }
    FileSystem jar = Files.isDirectory(path) ? null : openJar(path);
    Artifact artifact = new Artifact(jar == null ? path : jar.getPath("/"), jar);
    try {
      artifact.walk();
    } catch (IOException | UncheckedIOException e) {
      artifact.close();
      throw e;
    }
    return artifact;
  }

  private static FileSystem openJar(Path path) throws IOException {
    try {
      return FileSystems.newFileSystem(path);
    } catch (IOException | RuntimeException e) {
      throw new IOException("cannot read " + path + " as a jar: " + e.getMessage(), e);
    }
  }

  /** Base classes first, then the versioned ones. */
  List<Root> roots() {
    return List.copyOf(roots.values());
  }

  /** Files that are no class files in spite of their name. */
  List<Path> unreadable() {
    return unreadable;
  }

  /** The path of a class file below the top, with slashes. */
  String key(Path file) {
    return top.relativize(file).toString().replace('\\', '/');
  }

  /** All classes as one release of Java sees them from a root. */
  ClassFinder finder(Root root) {
    ClassFinder finder = root;
    for (Root other : roots()) {
      if (other != root && other.release == 0) {
        finder = finder.or(other);
      }
    }
    return finder;
  }

  private void walk() throws IOException {
    Files.walkFileTree(
        top,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".class") && attributes.isRegularFile()) {
              add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  private void add(Path file) throws IOException {
    String name;
    try {
      name = new ClassReader(Files.readAllBytes(file)).getClassName();
    } catch (RuntimeException e) {
      unreadable.add(file);
      return;
    }
    Path directory = rootOf(file, name);
    // A class file that lies elsewhere than its name says is somebody's resource.
    if (directory != null) {
      String key = key(directory);
      roots.computeIfAbsent(key, unused -> new Root(release(key))).classes.put(name, file);
    }
  }

  private static int release(String key) {
    Matcher matcher = VERSIONED.matcher(key);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private @Nullable Path rootOf(Path file, String name) {
    try {
      Path expected = file.getFileSystem().getPath(name + ".class");
      if (!file.endsWith(expected)) {
        return null;
      }
      Path root = file;
      for (int i = 0; i < expected.getNameCount() && root != null; i++) {
        root = root.getParent();
      }
      return root != null && root.startsWith(top) ? root : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (jar != null) {
      jar.close();
    }
  }
}
