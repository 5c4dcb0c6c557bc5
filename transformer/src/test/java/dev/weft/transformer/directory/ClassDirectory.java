package dev.weft.transformer.directory;

import dev.weft.Weft;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of class files, as a compiler leaves one. */
public final class ClassDirectory {
  /** Older than whatever a test writes. */
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  public final Path path;

  public ClassDirectory(Path path) {
    this.path = path;
  }

  /** Where the runtime is that the tests run on. */
  public static Path runtime() {
    try {
      return Path.of(Weft.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Compiles sources in memory and writes the class files; {@code name, text, name, text ...}. */
  public ClassDirectory compile(String... sources) throws IOException {
    Map<String, String> units = new TreeMap<>();
    for (int i = 0; i < sources.length; i += 2) {
      units.put(sources[i], sources[i + 1]);
    }
    return write(Compilation.javac(units));
  }

  public ClassDirectory write(Map<String, byte[]> classFiles) throws IOException {
    for (Map.Entry<String, byte[]> file : classFiles.entrySet()) {
      write(file.getKey(), file.getValue());
    }
    return this;
  }

  public void write(String name, byte[] classFile) throws IOException {
    Path file = file(name);
    Files.createDirectories(file.getParent());
    Files.write(file, classFile);
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  public Path file(String name) {
    return path.resolve(name + ".class");
  }

  public byte[] read(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  public WeaveRequest request() {
    return WeaveRequest.of(path, List.of(runtime()));
  }

  public WeaveSummary weave() throws IOException {
    return DirectoryWeaver.weave(request(), WeaveLog.SILENT);
  }

  /**
   * The content of every file, by its path. Compare with {@code isEqualTo}: content is text, a byte
   * a character.
   */
  public Map<String, String> snapshot() throws IOException {
    Map<String, String> snapshot = new TreeMap<>();
    for (Path file : files()) {
      snapshot.put(
          relative(file), Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return snapshot;
  }

  /** The time of every file's last change. */
  public Map<String, FileTime> times() throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (Path file : files()) {
      times.put(relative(file), Files.getLastModifiedTime(file));
    }
    return times;
  }

  public String relative(Path file) {
    return path.relativize(file).toString().replace('\\', '/');
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(path)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
