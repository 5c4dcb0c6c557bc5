package dev.weft.samples.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A JDK that is measured. */
record Jdk(Path home, Runtime.Version version) {
  private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

  static Jdk current() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
  }

  /** Reads the file that every JDK keeps in its home. */
  static Jdk at(String home) {
    Path folder = Path.of(home);
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("not the home of a JDK: " + home, e);
    }
    String version = release.getProperty("JAVA_VERSION").replace("\"", "");
    return new Jdk(folder, Runtime.Version.parse(version));
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  boolean has(Peer peer) {
    return peer != Peer.VIRTUAL_THREADS || version.feature() >= FIRST_WITH_VIRTUAL_THREADS;
  }

  @Override
  public String toString() {
    return "JDK " + version.feature();
  }
}
