package dev.weft.transformer.directory;

import dev.weft.transformer.ClassFinder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Class files in directories and jars. A jar is opened when a name was in no entry before it, and
 * stays open until this is closed. No class is ever loaded. For one thread.
 */
public final class ClassPath implements ClassFinder, Closeable {
  private interface Entry {
    byte @Nullable [] read(String fileName) throws IOException;

    void close() throws IOException;
  }

  private final List<Path> paths;
  private final List<Entry> entries = new ArrayList<>();

  private ClassPath(List<Path> paths) {
    this.paths = paths;
    for (Path path : paths) {
      entries.add(Files.isDirectory(path) ? new Directory(path) : new Jar(path));
    }
  }

  /**
   * Of these directories and jars. What does not exist or is no jar is passed over, as javac does.
   */
  public static ClassPath of(List<Path> paths) {
    return new ClassPath(List.copyOf(paths));
  }

  @Override
  public byte @Nullable [] find(String internalName) {
    // Nobody but the JDK may define those: asking would open all jars for java/lang/Object.
    if (internalName.startsWith("java/")) {
      return null;
    }
    for (int i = 0; i < entries.size(); i++) {
      byte[] found = read(i, internalName);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The directory or jar that {@link #find} takes a class from; null where there is none. */
  public @Nullable Path whereIs(String internalName) {
    for (int i = 0; i < entries.size(); i++) {
      if (read(i, internalName) != null) {
        return paths.get(i);
      }
    }
    return null;
  }

  private byte @Nullable [] read(int entry, String internalName) {
    try {
      return entries.get(entry).read(internalName + ".class");
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    for (Entry entry : entries) {
      entry.close();
    }
  }

  private record Directory(Path path) implements Entry {
    @Override
    public byte @Nullable [] read(String fileName) throws IOException {
      Path file = path.resolve(fileName);
      return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    @Override
    public void close() {}
  }

  private static final class Jar implements Entry {
    private final Path path;
    private @Nullable JarFile open;
    private boolean unreadable;

    Jar(Path path) {
      this.path = path;
    }

    @Override
    public byte @Nullable [] read(String fileName) throws IOException {
      JarFile jar = open();
      ZipEntry entry = jar == null ? null : jar.getEntry(fileName);
      if (jar == null || entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }

    private @Nullable JarFile open() throws IOException {
      if (open == null && !unreadable) {
        unreadable = true;
        open = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
      }
      return open;
    }

    @Override
    public void close() throws IOException {
      if (open != null) {
        open.close();
      }
    }
  }
}
