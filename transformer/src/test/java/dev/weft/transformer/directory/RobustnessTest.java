package dev.weft.transformer.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.transformer.testing.Compilation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** File systems and names as one meets them: a clear error, or plain work. */
class RobustnessTest {
  @TempDir private Path temporary;

  private static String async(String packageName, String className, String method) {
    return """
        package %s;
        public class %s {
          @dev.weft.Async
          public static dev.weft.Coroutine<Integer> %s(int n) {
            dev.weft.Weft.await(dev.weft.Weft.yieldNow());
            return dev.weft.Weft.result(n + 1);
          }
        }
        """
        .formatted(packageName, className, method);
  }

  private static Object run(ClassDirectory directory, String className, String method)
      throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {directory.path.toUri().toURL()})) {
      Method async = loader.loadClass(className).getMethod(method, int.class);
      return Weft.run((Coroutine<?>) async.invoke(null, 1));
    }
  }

  @Test
  void aVeryLongPathIsAPathAsAnyOther() throws Exception {
    String packageName = String.join(".", java.util.Collections.nCopies(12, "p".repeat(200)));
    Path deep = temporary;
    for (int i = 0; i < 5; i++) {
      deep = deep.resolve("d".repeat(200));
    }
    ClassDirectory directory = new ClassDirectory(deep);
    directory.compile(packageName.replace('.', '/') + "/Long", async(packageName, "Long", "m"));

    assertThat(directory.weave().methods()).isEqualTo(1);
    assertThat(run(directory, packageName + ".Long", "m")).isEqualTo(2);
  }

  @Test
  void aMethodNameThatIsTooLongForAFileIsShortened() throws Exception {
    String method = "m".repeat(2_000);
    ClassDirectory directory = new ClassDirectory(temporary);
    directory.compile("shop/Long", async("shop", "Long", method));

    assertThat(directory.weave().methods()).isEqualTo(1);
    assertThat(run(directory, "shop.Long", method)).isEqualTo(2);
  }

  @Test
  void namesBeyondAsciiAreNamesAsAnyOther() throws Exception {
    boolean writable =
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('茶');
    assumeTrue(writable, "this locale cannot write such file names");
    ClassDirectory directory = new ClassDirectory(temporary.resolve("Bücher"));
    directory.compile("café/Thé", async("café", "Thé", "茶"));

    assertThat(directory.weave().methods()).isEqualTo(1);
    assertThat(directory.file("café/Thé$weft$茶")).exists();
    assertThat(run(directory, "café.Thé", "茶")).isEqualTo(2);
    assertThat(directory.weave().written()).isEmpty();
  }

  @Test
  void methodsWhoseNamesDifferOnlyInCaseGetFilesThatDifferInMore() throws Exception {
    ClassDirectory directory = new ClassDirectory(temporary);
    String both = async("shop", "Cart", "take");
    both =
        both.substring(0, both.lastIndexOf('}'))
            + both.substring(both.indexOf("@dev.weft.Async"), both.lastIndexOf('}'))
                .replace("take", "TAKE")
            + "}";
    directory.compile("shop/Cart", both);

    assertThat(directory.weave().methods()).isEqualTo(2);
    assertThat(
            directory.snapshot().keySet().stream()
                .map(file -> file.toLowerCase(java.util.Locale.ROOT)))
        .doesNotHaveDuplicates()
        .hasSize(3);
    assertThat(run(directory, "shop.Cart", "take")).isEqualTo(2);
    assertThat(run(directory, "shop.Cart", "TAKE")).isEqualTo(2);
  }

  @Test
  void noClassOfTheUsersIsLoaded() throws Exception {
    ClassDirectory directory = new ClassDirectory(temporary);
    String property = "weft.test.loaded";
    directory.compile(
        "shop/Loud",
        async("shop", "Loud", "m")
            .replace(
                "{\n  @",
                "{\n  static { System.setProperty(\"" + property + "\", \"yes\"); }\n  @"));
    System.clearProperty(property);

    assertThat(directory.weave().methods()).isEqualTo(1);
    assertThat(System.getProperty(property)).isNull();

    assertThat(run(directory, "shop.Loud", "m")).isEqualTo(2);
    assertThat(System.getProperty(property)).isEqualTo("yes");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamedAndStaysAsItWas() throws IOException {
    ClassDirectory directory =
        new ClassDirectory(temporary).compile("shop/Cart", async("shop", "Cart", "m"));
    Path folder = directory.path.resolve("shop");
    assumeTrue(folder.toFile().setWritable(false), "permissions cannot be set here");
    assumeTrue(!Files.isWritable(folder), "permissions do not hold for this user");
    Map<String, String> before = directory.snapshot();
    try {
      assertThatThrownBy(directory::weave)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "cannot write " + directory.file("shop/Cart$weft$m") + ": permission denied");
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
    assertThat(directory.snapshot()).isEqualTo(before);
    assertThat(directoryWeaves(directory)).isEqualTo(1);
  }

  @Test
  void aReadOnlyFileSystemIsNamedAndAFullOneStaysWhole() throws Exception {
    Path mount = Files.createDirectory(temporary.resolve("small"));
    assumeTrue(mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()), "cannot mount");
    try {
      ClassDirectory directory =
          new ClassDirectory(mount).compile("shop/Cart", async("shop", "Cart", "m"));
      Map<String, String> before = directory.snapshot();

      assertThat(mount("-o", "remount,ro", mount.toString())).isTrue();
      assertThatThrownBy(directory::weave)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write " + directory.file("shop/Cart$weft$m") + ": ")
          .hasMessageContaining("ead-only");
      assertThat(directory.snapshot()).isEqualTo(before);

      assertThat(mount("-o", "remount,rw", mount.toString())).isTrue();
      Path ballast = mount.resolve("ballast");
      fill(ballast);
      assertThatThrownBy(directory::weave)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot write " + directory.file("shop/Cart$weft$m") + ": ")
          .hasMessageContaining("No space left")
          .hasMessageContaining("run the build again and it goes on from here");
      Map<String, String> after = directory.snapshot();
      after.remove("ballast");
      assertThat(after).isEqualTo(before);

      Files.delete(ballast);
      assertThat(directoryWeaves(directory)).isEqualTo(1);
      assertThat(run(directory, "shop.Cart", "m")).isEqualTo(2);
    } finally {
      command("umount", mount.toString());
    }
  }

  private static int directoryWeaves(ClassDirectory directory) throws IOException {
    return directory.weave().methods();
  }

  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < 64; i++) {
        out.write(new byte[1024]);
      }
      throw new AssertionError("the file system has grown");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static boolean mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    return command(command.toArray(new String[0]));
  }

  private static boolean command(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  @Test
  void modulesAreWovenAtTheSameTime() throws Exception {
    Map<String, String> sources = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      sources.put("shop/Cart" + i, async("shop", "Cart" + i, "m"));
    }
    Map<String, byte[]> compiled = Compilation.javac(sources);
    ClassDirectory alone = new ClassDirectory(temporary.resolve("alone")).write(compiled);
    alone.weave();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<ClassDirectory> modules = new ArrayList<>();
      List<Future<WeaveSummary>> running = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        ClassDirectory module = new ClassDirectory(temporary.resolve("module" + i)).write(compiled);
        modules.add(module);
        running.add(threads.submit(module::weave));
      }
      for (Future<WeaveSummary> module : running) {
        assertThat(module.get().methods()).isEqualTo(20);
      }
      for (ClassDirectory module : modules) {
        assertThat(module.snapshot()).isEqualTo(alone.snapshot());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
