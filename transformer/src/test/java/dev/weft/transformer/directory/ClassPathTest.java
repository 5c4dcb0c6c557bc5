package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
  @TempDir private Path temporary;

  private Path jar(String name, String entry, byte[] content) throws IOException {
    Path jar = temporary.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return jar;
  }

  private Path directory(String name, String entry, byte[] content) throws IOException {
    Path file = temporary.resolve(name).resolve(entry);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return temporary.resolve(name);
  }

  @Test
  void findsAClassInTheFirstEntryThatHasIt() throws IOException {
    Path directory = directory("classes", "a/A.class", new byte[] {1});
    Path jar = jar("a.jar", "a/A.class", new byte[] {2});
    Path other = jar("b.jar", "a/B.class", new byte[] {3});
    try (ClassPath classPath = ClassPath.of(List.of(directory, jar, other))) {
      assertThat(classPath.find("a/A")).containsExactly(1);
      assertThat(classPath.find("a/B")).containsExactly(3);
      assertThat(classPath.find("a/C")).isNull();
      assertThat(classPath.whereIs("a/B")).isEqualTo(other);
      assertThat(classPath.whereIs("a/C")).isNull();
    }
  }

  @Test
  void passesOverWhatIsMissingOrNoJar() throws IOException {
    Path text = Files.writeString(temporary.resolve("readme.txt"), "no jar");
    Path missing = temporary.resolve("missing");
    Path jar = jar("a.jar", "A.class", new byte[] {2});
    try (ClassPath classPath = ClassPath.of(List.of(text, missing, jar))) {
      assertThat(classPath.find("A")).containsExactly(2);
      assertThat(classPath.find("A")).containsExactly(2);
    }
  }

  @Test
  void looksForNoClassOfTheJdk() throws IOException {
    Path directory = directory("classes", "java/lang/Object.class", new byte[] {1});
    try (ClassPath classPath = ClassPath.of(List.of(directory))) {
      assertThat(classPath.find("java/lang/Object")).isNull();
    }
  }

  @Test
  void opensAJarOnlyWhenItIsAsked() throws IOException {
    Path directory = directory("classes", "A.class", new byte[] {1});
    Path jar = temporary.resolve("later.jar");
    try (ClassPath classPath = ClassPath.of(List.of(directory, jar))) {
      assertThat(classPath.find("A")).containsExactly(1);
      jar("later.jar", "B.class", new byte[] {2});
      assertThat(classPath.find("B")).containsExactly(2);
    }
  }
}
