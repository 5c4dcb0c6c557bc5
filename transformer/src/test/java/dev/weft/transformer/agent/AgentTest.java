package dev.weft.transformer.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.ClassDirectory;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent in JVMs of their own, from classes that are as the compiler wrote them. */
class AgentTest {
  /**
   * Direct calls within a nest, private members, a lambda, a host that has no async code itself.
   */
  private static final String MAIN =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      import java.util.concurrent.CompletableFuture;
      public class Main {
        private int secret = 3;
        public static void main(String[] arguments) throws Exception {
          System.out.println("sum: " + run(new Main().sum()));
          System.out.println("inner: " + run(new Main().new Inner().twice()));
          System.out.println("host: " + run(new Host.Member().seven()));
          System.out.println("future: " + new Main().future().get());
        }
        @Async private Coroutine<Integer> one() { await(yieldNow()); return result(secret - 2); }
        @Async Coroutine<Integer> sum() {
          int sum = 0;
          for (int i = 0; i < 3; i++) { sum += await(one()); }
          AsyncCallable<Integer> lambda = () -> { await(yieldNow()); return result(secret); };
          try {
            return result(sum + await(lambda.call()));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        }
        @Async CompletableFuture<Integer> future() { return CompletableFuture.completedFuture(await(CompletableFuture.completedFuture(4))); }
        class Inner {
          @Async Coroutine<Integer> twice() { return result(await(one()) + await(one())); }
        }
      }
      class Host {
        private static int seven = 7;
        static class Member {
          @Async Coroutine<Integer> seven() { await(yieldNow()); return result(seven); }
        }
      }
      """;

  private static final String EXPECTED = "sum: 6\ninner: 2\nhost: 7\nfuture: 4\n";

  @TempDir private Path temporary;

  /** A jar that says who the agent is; what it needs is on the class path here. */
  private String agent(String arguments) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", WeftAgent.class.getName());
    Path jar = temporary.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return "-javaagent:" + jar + arguments;
  }

  private static Map<String, byte[]> compiled() {
    return Compilation.javac(Map.of("shop/Main", MAIN));
  }

  private static String lines(String output) {
    return output.replace(System.lineSeparator(), "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=layout=coverage", "=directCalls=none,keepLocals=false"})
  void weavesWhatIsLoaded(String arguments) throws IOException {
    assertThat(lines(Jvm.run(Jvm.current(), compiled(), "shop.Main", agent(arguments))))
        .isEqualTo(EXPECTED);
  }

  @Test
  void withoutItAnAwaitNamesTheThreeWaysToWeave() {
    assertThatThrownBy(() -> Jvm.run(Jvm.current(), compiled(), "shop.Main"))
        .hasMessageContaining("not transformed")
        .hasMessageContaining("weft-maven-plugin")
        .hasMessageContaining("java -jar weft-transformer-all.jar")
        .hasMessageContaining("-javaagent:weft-transformer-all.jar");
  }

  @Test
  void leavesWovenClassesAlone() throws IOException {
    ClassDirectory directory = new ClassDirectory(temporary.resolve("classes")).write(compiled());
    directory.weave();

    assertThat(lines(Jvm.run(Jvm.current(), read(directory), "shop.Main", agent(""))))
        .isEqualTo(EXPECTED);
  }

  /** As an IDE leaves them that compiles into the directory of the build. */
  @Test
  void weavesClassesThatWereCompiledAgainBesideFramesOfAnEarlierBuild() throws IOException {
    ClassDirectory directory = new ClassDirectory(temporary.resolve("classes"));
    directory
        .compile(
            "shop/Main",
            MAIN.replace("int secret = 3", "long secret = 3")
                .replace("secret - 2", "(int) secret - 2")
                .replace("result(secret)", "result((int) secret)"))
        .weave();
    directory.write(compiled());

    assertThat(lines(Jvm.run(Jvm.current(), read(directory), "shop.Main", agent(""))))
        .isEqualTo(EXPECTED);
  }

  @Test
  void weavesAMemberThatWasCompiledAloneIntoAWovenNest() throws IOException {
    ClassDirectory directory = new ClassDirectory(temporary.resolve("classes")).write(compiled());
    directory.weave();
    directory.write("shop/Main$Inner", compiled().get("shop/Main$Inner"));

    assertThat(lines(Jvm.run(Jvm.current(), read(directory), "shop.Main", agent(""))))
        .isEqualTo(EXPECTED);
  }

  private static Map<String, byte[]> read(ClassDirectory directory) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (String file : directory.snapshot().keySet()) {
      String name = file.substring(0, file.length() - ".class".length());
      classes.put(name, directory.read(name));
    }
    return classes;
  }

  @Test
  void saysWhatIsWrongOnceAndRunsTheRest() throws IOException {
    Path sources = temporary.resolve("src");
    Files.createDirectories(sources.resolve("shop"));
    String wrong =
        """
        package shop;
        public class Wrong {
          public static void main(String[] arguments) {
            Main.main(arguments);
            new Inner();
          }
          int wrong() { return dev.weft.Weft.await(new Main().sum()); }
          static class Inner {}
        }
        """
            .replace(
                "Main.main(arguments);", "try { Main.main(arguments); } catch (Exception e) {}");
    Files.writeString(sources.resolve("shop/Wrong.java"), wrong);
    Map<String, byte[]> classes = Compilation.javac(Map.of("shop/Main", MAIN, "shop/Wrong", wrong));

    String output =
        lines(Jvm.run(Jvm.current(), classes, "shop.Wrong", agent("=sources=" + sources)));

    assertThat(output)
        .startsWith("[ERROR] " + sources.resolve("shop/Wrong.java") + ":[7,")
        .containsOnlyOnce("await in a method that is not @Async  [WEFT-101]")
        .endsWith(EXPECTED);
  }

  @Test
  void leavesAloneWhatIsNotChosen() throws IOException {
    String agent = agent("=excludes=shop/*");
    assertThatThrownBy(() -> Jvm.run(Jvm.current(), compiled(), "shop.Main", agent))
        .hasMessageContaining("not transformed");
  }

  @Test
  void refusesArgumentsThatItDoesNotKnow() throws IOException {
    String agent = agent("=colour=red");
    assertThatThrownBy(() -> Jvm.run(Jvm.current(), compiled(), "shop.Main", agent))
        .hasMessageContaining("exit status 2")
        .hasMessageContaining("[ERROR] Weft agent: cannot read \"colour=red\"");
  }

  /** A class path is shared with the program that the agent serves. */
  @Test
  void aLoaderOfItsOwnIsWovenToo() throws IOException, URISyntaxException {
    ClassDirectory apart = new ClassDirectory(temporary.resolve("apart")).write(compiled());
    Map<String, byte[]> launcher =
        Compilation.javac(
            Map.of(
                "Launcher",
                """
                public class Launcher {
                  public static void main(String[] arguments) throws Exception {
                    var url = new java.io.File(System.getProperty("apart")).toURI().toURL();
                    for (int i = 0; i < 2; i++) {
                      var loader = new java.net.URLClassLoader(new java.net.URL[] {url});
                      loader.loadClass("shop.Main").getMethod("main", String[].class).invoke(null, (Object) arguments);
                    }
                  }
                }
                """));

    assertThat(
            lines(Jvm.run(Jvm.current(), launcher, "Launcher", agent(""), "-Dapart=" + apart.path)))
        .isEqualTo(EXPECTED + EXPECTED);
  }

  @Test
  void optionsAreReadAsTheyAreWritten() {
    AgentOptions options = AgentOptions.parse("includes=com/acme/**;com/other/**,excludes=**/Foo*");
    assertThat(List.of("com/acme/A", "com/other/B", "com/acme/Foo", "org/C"))
        .filteredOn(options.chosen())
        .containsExactly("com/acme/A", "com/other/B");
    assertThat(options.options()).isEqualTo(new Options(DirectCalls.NEST, true, Layout.FAST));
    assertThat(AgentOptions.parse("directCalls=none,keepLocals=false,layout=coverage").options())
        .isEqualTo(new Options(DirectCalls.NONE, false, Layout.COVERAGE));
    assertThatThrownBy(() -> AgentOptions.parse("directCalls=all"))
        .hasMessage("directCalls is \"all\": write linked, nest, private or none");
    assertThatThrownBy(() -> AgentOptions.parse("layout=auto"))
        .hasMessage("layout is \"auto\": write fast or coverage");
  }
}
