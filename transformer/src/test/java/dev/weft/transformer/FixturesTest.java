package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.transformer.bytecode.Annotations;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.testing.Comparison;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Fixtures;
import dev.weft.transformer.testing.Fixtures.Compiled;
import dev.weft.transformer.testing.Fixtures.Setup;
import dev.weft.transformer.testing.NewerJdk;
import dev.weft.transformer.testing.Probe;
import dev.weft.transformer.testing.Runs;
import dev.weft.transformer.testing.Weaving;
import dev.weft.transformer.verify.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Every shape below src/test/resources/fixtures behaves, woven, as its source reads with blocking
 * awaits: compiled by every compiler at hand, with and without debug information.
 *
 * <p>A newer JDK takes part when the system property weft.test.jdk or the environment
 * (WEFT_TEST_JDK, JAVA_HOME_25_X64, JAVA25_HOME and the like) names one.
 */
class FixturesTest {
  private static final String CASE_DESC =
      "(" + Type.getDescriptor(Probe.class) + ")Ldev/weft/Coroutine;";

  private static final Map<Setup, List<Compiled>> COMPILED = new HashMap<>();

  /** A fixture on its way through the tests: woven and loaded by the first that needs it. */
  private static final class Subject {
    private final String name;
    private final String className;
    private final Map<String, byte[]> compiled;
    private final Options options;
    private Weaving.Result woven;
    private ClassLoader wovenLoader;
    private ClassLoader referenceLoader;

    Subject(Compiled compiled) {
      this(
          compiled.fixture().path() + " [" + compiled.setup() + "]",
          compiled.fixture().className(),
          compiled.classes(),
          Options.DEFAULT);
    }

    Subject(String name, String className, Map<String, byte[]> compiled, Options options) {
      this.name = name;
      this.className = className;
      this.compiled = compiled;
      this.options = options;
    }

    static Subject with(Compiled compiled, Options options, String description) {
      return new Subject(
          compiled.fixture().path() + " [" + description + "]",
          compiled.fixture().className(),
          compiled.classes(),
          options);
    }

    Weaving.Result woven() {
      if (woven == null) {
        woven = Weaving.weave(compiled, options);
      }
      return woven;
    }

    Class<?> wovenClass() throws ClassNotFoundException {
      if (wovenLoader == null) {
        wovenLoader = woven().load();
      }
      return Class.forName(className, true, wovenLoader);
    }

    Class<?> referenceClass() throws ClassNotFoundException {
      if (referenceLoader == null) {
        referenceLoader = Runs.reference(compiled);
      }
      return Class.forName(className, true, referenceLoader);
    }

    List<MethodNode> cases() {
      return read(compiled.get(className.replace('.', '/'))).methods.stream()
          .filter(method -> method.desc.equals(CASE_DESC))
          .filter(method -> (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0)
          .toList();
    }

    String testName(String method) {
      return name.replace(" [", "." + method + " [");
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyFixtureBehavesAsWritten() {
    return Fixtures.setups().stream()
        .map(
            setup ->
                dynamicContainer(
                    setup.toString(),
                    compiled(setup).stream().map(Subject::new).map(FixturesTest::tests)));
  }

  @TestFactory
  Stream<DynamicContainer> everyFixtureBehavesAsWrittenWithoutDirectCalls() {
    return compiled(Fixtures.setups().get(0)).stream()
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(
            compiled ->
                Subject.with(compiled, Options.DEFAULT.with(DirectCalls.NONE), "directCalls=none"))
        .map(FixturesTest::tests);
  }

  @TestFactory
  Stream<DynamicContainer> everyFixtureBehavesAsWrittenWithLinkedCalls() {
    return compiled(Fixtures.setups().get(0)).stream()
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(
            compiled ->
                Subject.with(
                    compiled, Options.DEFAULT.with(DirectCalls.LINKED), "directCalls=linked"))
        .map(FixturesTest::tests);
  }

  @TestFactory
  Stream<DynamicContainer> everyFixtureBehavesAsWrittenWhenAllLocalsAreKept() {
    return compiled(Fixtures.setups().get(0)).stream()
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(compiled -> Subject.with(compiled, Options.DEFAULT.keepingLocals(true), "keepLocals"))
        .map(FixturesTest::tests);
  }

  @TestFactory
  Stream<DynamicContainer> everyFixtureBehavesAsWrittenInTheLayoutForCoverage() {
    return Fixtures.setups().stream()
        .filter(setup -> setup.debug().equals("-g") && setup.release() == 17)
        .flatMap(setup -> compiled(setup).stream())
        .map(
            compiled ->
                Subject.with(
                    compiled,
                    Options.DEFAULT.with(Layout.COVERAGE),
                    "layout=coverage " + compiled.setup()))
        .map(FixturesTest::tests);
  }

  @TestFactory
  Stream<DynamicTest> everyFixtureIsWovenIntoTheSameBytesAgain() {
    return compiled(Fixtures.setups().get(0)).stream()
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(Subject::new)
        .map(subject -> dynamicTest(subject.name, () -> weavesIntoTheSameBytesAgain(subject)));
  }

  private static List<Compiled> compiled(Setup setup) {
    return COMPILED.computeIfAbsent(setup, Fixtures::compile);
  }

  @AfterAll
  static void forget() {
    COMPILED.clear();
  }

  @Test
  void anotherBehaviourIsNoticed() throws ClassNotFoundException {
    String source =
        """
        package fixtures;
        class Odd {
          @dev.weft.Async dev.weft.Coroutine<Object> method(dev.weft.transformer.testing.Probe p) {
            try {
              return dev.weft.Weft.result(dev.weft.Weft.await(p.of(1)) + 1);
            } finally {
              p.log("end");
            }
          }
        }
        """;
    Map<String, byte[]> compiled = Compilation.javac(Map.of("fixtures/Odd", source));
    Class<?> reference = Class.forName("fixtures.Odd", true, Runs.reference(compiled));
    for (String other :
        List.of(
            source.replace("+ 1", "+ 2"), source.replace("p.log", "if (p.awaits() < 0) p.log"))) {
      Map<String, byte[]> woven =
          Weaving.weave(Compilation.javac(Map.of("fixtures/Odd", other))).classes();
      Class<?> actual = Class.forName("fixtures.Odd", true, Weaving.loader(woven));
      assertThat(Comparison.difference(reference, actual, "method")).isPresent();
    }
  }

  private static DynamicContainer tests(Subject subject) {
    List<DynamicTest> tests = new ArrayList<>(wovenTests(subject));
    for (MethodNode method : subject.cases()) {
      tests.add(
          dynamicTest(subject.testName(method.name), () -> behavesAsWritten(subject, method.name)));
    }
    return dynamicContainer(subject.name, tests);
  }

  private static List<DynamicTest> wovenTests(Subject subject) {
    return List.of(
        dynamicTest(subject.name + " weaves without an error", () -> weavesWithoutAnError(subject)),
        dynamicTest(
            subject.name + " suspends in every method", () -> suspendsInEveryMethod(subject)));
  }

  private static void weavesWithoutAnError(Subject subject) {
    assertThat(subject.woven().diagnostics()).noneMatch(Diagnostic::isError);
  }

  private static void weavesIntoTheSameBytesAgain(Subject subject) {
    Map<String, byte[]> backwards = new TreeMap<>(java.util.Comparator.reverseOrder());
    backwards.putAll(subject.compiled);
    Map<String, byte[]> again = Weaving.weave(backwards, subject.options).classes();
    assertThat(again.keySet()).isEqualTo(subject.woven().classes().keySet());
    subject
        .woven()
        .classes()
        .forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
  }

  private static void suspendsInEveryMethod(Subject subject) {
    assertThat(subject.cases())
        .isNotEmpty()
        .allMatch(FixturesTest::suspends, "has an await or a tail call");
    for (byte[] bytes : subject.woven().classes().values()) {
      ClassNode node = read(bytes);
      assertThat(
              node.methods.stream()
                  .filter(FixturesTest::awaits)
                  .filter(
                      method -> !Annotations.has(method.invisibleAnnotations, Names.SOURCE_DESC))
                  .map(method -> method.name))
          .as("nothing is left untransformed, but what nobody calls")
          .noneMatch(name -> !name.startsWith("lambda$") || isReferred(node, name));
    }
  }

  /** Whether a lambda has this body. The compiler leaves some behind that none has. */
  private static boolean isReferred(ClassNode node, String name) {
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode lambda
            && Stream.of(lambda.bsmArgs)
                .anyMatch(arg -> arg instanceof Handle handle && handle.getName().equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Awaits, or returns a coroutine that it did not make of a value: a tail await. */
  private static boolean suspends(MethodNode method) {
    if (awaits(method)) {
      return true;
    }
    for (AbstractInsnNode insn : method.instructions) {
      boolean finished = insn instanceof MethodInsnNode call && call.owner.equals("dev/weft/Weft");
      if (insn.getNext() != null && insn.getNext().getOpcode() == Opcodes.ARETURN && !finished) {
        return true;
      }
    }
    return false;
  }

  private static boolean awaits(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals("dev/weft/Weft")
          && call.name.equals("await")) {
        return true;
      }
    }
    return false;
  }

  private static void behavesAsWritten(Subject subject, String method)
      throws ClassNotFoundException, IOException {
    try {
      Optional<String> difference =
          Comparison.difference(subject.referenceClass(), subject.wovenClass(), method);
      assertThat(difference).isEmpty();
    } catch (AssertionError | LinkageError e) {
      saveListing(subject, method);
      throw e;
    }
  }

  /**
   * The listings of the method, its copies, its lambdas and its frame class, below target/fixtures.
   */
  private static void saveListing(Subject subject, String method) throws IOException {
    StringBuilder text = new StringBuilder();
    for (byte[] bytes : subject.woven().classes().values()) {
      ClassNode node = read(bytes);
      for (MethodNode each : node.methods) {
        if (each.name.contains(method) || node.name.contains(method)) {
          text.append(node.name).append('.').append(Listing.of(each, null)).append('\n');
        }
      }
    }
    Path file =
        Path.of(
            "target", "fixtures", subject.testName(method).replaceAll("[\\[\\]: ]+", "-") + ".txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  // ---- the newer JDK

  @TestFactory
  Stream<DynamicTest> everyFixtureBehavesAsWrittenOnANewerJdk(
      @TempDir(cleanup = CleanupMode.ALWAYS) Path folder) throws Exception {
    NewerJdk jdk = NewerJdk.find().orElse(null);
    if (jdk == null) {
      String remedy = "no newer JDK: name one by -Dweft.test.jdk=… or WEFT_TEST_JDK";
      return Stream.of(dynamicTest("skipped: " + remedy, () -> assumeTrue(false, remedy)));
    }
    jdk.compile(folder);
    List<DynamicTest> tests = new ArrayList<>();
    for (Path fixture : Comparison.saved(folder)) {
      Subject subject = subject(folder, fixture);
      Comparison.saveWoven(fixture, subject.woven().classes());
      tests.addAll(wovenTests(subject));
    }
    for (String line : jdk.run(folder)) {
      String[] parts = line.split("\t", -1);
      tests.add(
          dynamicTest(
              parts[0] + "." + parts[1],
              () -> assertThat(parts[2].replace("\\n", "\n")).isEmpty()));
    }
    return tests.stream();
  }

  private static Subject subject(Path root, Path fixture) throws IOException {
    String className = Files.readAllLines(fixture.resolve("fixture")).get(0);
    return new Subject(
        root.relativize(fixture).toString(),
        className,
        Comparison.compiled(fixture),
        Options.DEFAULT);
  }

  private static ClassNode read(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }
}
