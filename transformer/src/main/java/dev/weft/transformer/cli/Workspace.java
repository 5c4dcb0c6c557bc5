package dev.weft.transformer.cli;

import dev.weft.transformer.directory.AtomicFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a directory to work on, beside where its content will be. What is published replaces
 * files one by one, each at one stroke.
 */
final class Workspace implements Closeable {
  private final Path directory;
  private final Path target;

  private Workspace(Path directory, Path target) {
    this.directory = directory;
    this.target = target;
  }

  static Workspace copyOf(Path source, Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    Path home = parent == null ? target.toAbsolutePath() : parent;
    Files.createDirectories(home);
    Workspace workspace = new Workspace(Files.createTempDirectory(home, ".weft-"), target);
    try {
      for (Path file : files(source)) {
        Path copy = workspace.directory.resolve(source.relativize(file).toString());
        AtomicFiles.createParent(copy);
        Files.copy(file, copy);
      }
      return workspace;
    } catch (IOException e) {
      workspace.close();
      throw e;
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  Path directory() {
    return directory;
  }

  /** Puts every file in its place; one that is the same stays untouched. */
  void publish() throws IOException {
    for (Path file : files(directory)) {
      Path place = target.resolve(directory.relativize(file).toString());
      AtomicFiles.createParent(place);
      AtomicFiles.write(place, Files.readAllBytes(file));
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
