package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.weft.transformer.analyse.ControlFlow;
import dev.weft.transformer.bytecode.Insns;
import dev.weft.transformer.bytecode.Names;
import dev.weft.transformer.scan.ReturnKind;
import dev.weft.transformer.testing.Blocking;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Coverage;
import dev.weft.transformer.testing.Coverage.Line;
import dev.weft.transformer.testing.Fixtures;
import dev.weft.transformer.testing.Fixtures.Compiled;
import dev.weft.transformer.testing.Probe;
import dev.weft.transformer.testing.Runs;
import dev.weft.transformer.testing.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What JaCoCo reports of classes of the layout for coverage: the figures of the same code with
 * blocking awaits, whether its awaits were ready, suspended or failed.
 */
class CoverageTest {
  private static final String BLOCKING = Blocking.class.getName().replace('.', '/');

  private static final Options COVERAGE = Options.DEFAULT.with(Layout.COVERAGE);

  /**
   * The lines that make a coroutine which is awaited behind a branch, on another line, or in code
   * that is not woven. It fails where it is awaited; the blocking code runs it, and fails, where it
   * is made.
   */
  private static final Map<String, List<Integer>> AWAITED_ELSEWHERE =
      Map.of(
          "Inheritance", List.of(54),
          "Methods", List.of(95, 104),
          "NaturalResults", List.of(87));

  /** In one run nothing fails, in each other the await of this number. */
  private static final List<Integer> FAILING = List.of(0, 1, 2, 3);

  /** Lines that are one statement each, with a branch and a failure. */
  private static final String SHOP =
      """
      package fixtures;
      import dev.weft.*;
      import dev.weft.transformer.testing.Probe;
      class Shop {
        @Async Coroutine<Object> total(Probe p) {
          int total = 0;
          for (int i = 0; i < 3; i++) {
            total += Weft.await(p.of(i)) > 1 ? 10 : 1;
          }
          try {
            Weft.await(p.of(total));
            total++;
          } catch (Exception e) {
            total = -1;
          }
          return Weft.result(
              total);
        }
      }
      """;

  @TestFactory
  Stream<DynamicTest> everyLineHasTheFiguresOfBlockingCode() {
    return Fixtures.setups().stream()
        .filter(setup -> setup.debug().equals("-g") && setup.release() == 17)
        .flatMap(setup -> Fixtures.compile(setup).stream())
        .filter(compiled -> !compiled.fixture().isMatrix())
        .map(
            compiled ->
                dynamicTest(
                    compiled.fixture().path() + " [" + compiled.setup() + "]",
                    () -> compareLines(compiled)));
  }

  private static void compareLines(Compiled compiled) throws Exception {
    String name = compiled.fixture().className();
    try (Coverage expected = new Coverage(withBlockingCalls(compiled.classes()));
        Coverage actual = new Coverage(woven(compiled.classes()))) {
      Class<?> blocking = Class.forName(name, true, expected.loader());
      Class<?> suspending = Class.forName(name, true, actual.loader());
      // Once before: classes are initialised in the first run only.
      runAll(blocking, suspending, Probe.Mode.READY, 0);
      for (Probe.Mode mode : Probe.Mode.values()) {
        for (int failing : FAILING) {
          expected.reset();
          actual.reset();
          runAll(blocking, suspending, mode, failing);
          List<Integer> elsewhere =
              failing == 0
                  ? List.of()
                  : AWAITED_ELSEWHERE.getOrDefault(compiled.fixture().path(), List.of());
          assertThat(differences(expected.lines(), actual.lines()))
              .as("%s, failing %s", mode, failing)
              .allMatch(
                  difference ->
                      elsewhere.stream()
                          .anyMatch(line -> difference.contains(":%05d: ".formatted(line))));
        }
      }
    }
  }

  private static void runAll(Class<?> blocking, Class<?> suspending, Probe.Mode mode, int failing) {
    for (String method : Runs.cases(blocking)) {
      Runs.blocking(blocking, method, new Probe(Probe.Mode.READY, failing));
      Runs.woven(suspending, method, new Probe(mode, failing));
    }
  }

  private static List<String> differences(
      SortedMap<String, Line> expected, SortedMap<String, Line> actual) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (number, line) -> {
          Line other = actual.get(number);
          if (!line.equals(other)) {
            differences.add(number + ": " + other + " instead of " + line);
          }
        });
    return differences;
  }

  @ParameterizedTest
  @EnumSource
  void theTotalsOfAClassAreThoseOfBlockingCode(Probe.Mode mode) throws Exception {
    try (Coverage expected = blockingShop();
        Coverage actual = wovenShop()) {
      Runs.blocking(shop(expected), "total", new Probe(Probe.Mode.READY, 0));
      Runs.woven(shop(actual), "total", new Probe(mode, 0));

      assertThat(expected.totals("fixtures/Shop"))
          .isEqualTo(new Coverage.Totals("9/11", "4/4", "2/2"));
      assertThat(actual.totals("fixtures/Shop")).isEqualTo(expected.totals("fixtures/Shop"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLineWhoseAwaitFailsHasNotRun(Probe.Mode mode) throws Exception {
    try (Coverage expected = blockingShop();
        Coverage actual = wovenShop()) {
      Runs.blocking(shop(expected), "total", new Probe(Probe.Mode.READY, 4));
      Runs.woven(shop(actual), "total", new Probe(mode, 4));

      assertThat(actual.lines().get("fixtures/Shop:00011")).isEqualTo(new Line(false, false, 0, 0));
      assertThat(differences(expected.lines(), actual.lines())).isEmpty();
    }
  }

  @Test
  void aMethodThatIsMarkedAsGeneratedIsLeftOut() throws Exception {
    String source =
        """
        package fixtures;
        import dev.weft.*;
        import dev.weft.transformer.testing.Probe;
        class Shop {
          @interface HandmadeGenerated {}
          @HandmadeGenerated @Async Coroutine<Object> total(Probe p) {
            return Weft.result(Weft.await(p.of(1)));
          }
        }
        """;
    try (Coverage actual = new Coverage(woven(compiled(source)))) {
      Runs.woven(shop(actual), "total", new Probe(Probe.Mode.SUSPENDED, 0));
      // The class's own line, of its constructor, and no other.
      assertThat(actual.lines().keySet()).containsExactly("fixtures/Shop:00004");
    }
  }

  /** By its goal instrument, before the classes are woven: the report is of the original. */
  @Test
  void aClassThatHasProbesAlreadyGetsNoOthers() throws Exception {
    Map<String, byte[]> compiled = compiledShop();
    try (Coverage original = new Coverage(compiled)) {
      Map<String, byte[]> instrumented = original.instrumented();
      Map<String, byte[]> woven = woven(instrumented);
      assertThat(woven.get("fixtures/Shop"))
          .isEqualTo(Weaving.weave(instrumented, Options.DEFAULT).classes().get("fixtures/Shop"));
      Class<?> shop = Class.forName("fixtures.Shop", true, Weaving.loader(woven));
      Runs.woven(shop, "total", new Probe(Probe.Mode.SUSPENDED, 0));
      assertThat(original.lines().get("fixtures/Shop:00008")).isEqualTo(new Line(true, true, 0, 2));
    }
  }

  /**
   * When HotSpot (17) words a NullPointerException, it miscounts the stack where such a constant is
   * pushed: with values below it, the message is garbage, and now and then the JVM ends.
   */
  @Test
  void noBodyLoadsADynamicConstant() {
    for (Compiled compiled : Fixtures.compile(Fixtures.setups().get(0))) {
      for (byte[] bytes : woven(compiled.classes()).values()) {
        ClassNode node = new ClassNode(Names.ASM_API);
        new ClassReader(bytes).accept(node, 0);
        for (MethodNode method : node.methods) {
          for (AbstractInsnNode insn : method.instructions) {
            boolean constant =
                insn instanceof LdcInsnNode ldc && ldc.cst instanceof ConstantDynamic;
            assertThat(constant && !method.name.startsWith(Names.PROBES_METHOD))
                .as(node.name + "." + method.name)
                .isFalse();
          }
        }
      }
    }
  }

  /** As in a run without the agent. */
  @Test
  void probesThatNobodyCountsDoNoHarm() throws Exception {
    Class<?> shop = Class.forName("fixtures.Shop", true, Weaving.loader(woven(compiledShop())));
    assertThat(Runs.woven(shop, "total", new Probe(Probe.Mode.ALTERNATING, 0)).end())
        .isEqualTo("result Integer 13");
  }

  private static Coverage blockingShop() throws Exception {
    return new Coverage(withBlockingCalls(compiledShop()));
  }

  private static Coverage wovenShop() throws Exception {
    return new Coverage(woven(compiledShop()));
  }

  private static Map<String, byte[]> compiledShop() {
    return compiled(SHOP);
  }

  private static Map<String, byte[]> compiled(String shop) {
    return Compilation.javac(Map.of("fixtures/Shop", shop), "-g");
  }

  /** With blocking awaits, and where a coroutine is returned with one more. */
  private static Map<String, byte[]> withBlockingCalls(Map<String, byte[]> compiled) {
    Map<String, byte[]> classes = Runs.withBlockingAwaits(compiled);
    classes.replaceAll(
        (name, bytes) -> {
          ClassNode node = new ClassNode(Names.ASM_API);
          new ClassReader(bytes).accept(node, 0);
          node.methods.stream().filter(CoverageTest::isLazy).forEach(CoverageTest::awaitReturns);
          ClassWriter writer = new ClassWriter(0);
          node.accept(writer);
          return writer.toByteArray();
        });
    return classes;
  }

  private static boolean isLazy(MethodNode method) {
    boolean annotated =
        method.invisibleAnnotations != null
            && method.invisibleAnnotations.stream()
                .anyMatch(annotation -> annotation.desc.equals(Names.ASYNC_DESC));
    boolean lambda =
        method.name.startsWith("lambda$")
            && Stream.of(method.instructions.toArray())
                .anyMatch(insn -> Insns.isCall(insn, BLOCKING, Names.AWAIT));
    return (annotated || lambda) && method.desc.endsWith(")Ldev/weft/Coroutine;");
  }

  private static void awaitReturns(MethodNode method) {
    ControlFlow flow = ControlFlow.of(method);
    AbstractInsnNode[] insns = method.instructions.toArray();
    for (int i = 0; i < insns.length; i++) {
      AbstractInsnNode producer = Insns.precededBy(insns[i]);
      if (insns[i].getOpcode() == Opcodes.ARETURN
          && flow.covering(i).isEmpty()
          && !ReturnKind.COROUTINE.isFinished(producer)) {
        method.instructions.insertBefore(
            insns[i], call(BLOCKING, Names.AWAIT, Names.WEFT_AWAIT_DESC));
        method.instructions.insertBefore(
            insns[i], call(Names.WEFT, "result", Names.WEFT_RESULT_DESC));
      }
    }
  }

  private static MethodInsnNode call(String owner, String name, String desc) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, desc, false);
  }

  private static Map<String, byte[]> woven(Map<String, byte[]> compiled) {
    return new TreeMap<>(Weaving.weave(compiled, COVERAGE).classes());
  }

  private static Class<?> shop(Coverage coverage) throws ClassNotFoundException {
    return Class.forName("fixtures.Shop", true, coverage.loader());
  }
}
