package dev.weft.transformer.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.transformer.ClassFinder;
import dev.weft.transformer.Diagnostic;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.Transformer;
import dev.weft.transformer.bytecode.CodeSizes;
import dev.weft.transformer.explain.Transition.Kind;
import dev.weft.transformer.explain.Transition.Node;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Weaving;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of a method is what its class file has, and what weaving makes of it. */
class ExplainerTest {
  private static final String HEAD =
      """
      package shop;
      import static dev.weft.Weft.*;
      import dev.weft.*;
      import java.util.*;
      import java.util.concurrent.*;
      class Stock {
        @Async private Coroutine<Integer> one(int a) { return result(await(sleepy()) + a); }
        static Coroutine<Integer> sleepy() { return result(1); }
      """;

  private static NestExplanation explain(String members, String... options) {
    return explainAll(HEAD + members + "\n}\n", options);
  }

  private static NestExplanation explainAll(String source, String... options) {
    return explainAll(Options.DEFAULT, Compilation.javac(Map.of("shop/Stock", source), options));
  }

  private static NestExplanation explainAll(Options options, Map<String, byte[]> classes) {
    return transformer(options, classes).explain(classes);
  }

  private static Transformer transformer(Options options, Map<String, byte[]> classes) {
    return new Transformer(options, ((ClassFinder) classes::get).or(Weaving.testClassPath()));
  }

  private static MethodExplanation method(NestExplanation nest, String name) {
    return nest.methods().stream()
        .filter(method -> method.method().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static MethodExplanation method(String body) {
    return method(explain(body, "-g"), "m(");
  }

  private static List<String> transitions(MethodExplanation method) {
    return method.transitions().orElseThrow().stream()
        .map(edge -> name(edge.from()) + (edge.exceptional() ? " ~> " : " -> ") + name(edge.to()))
        .sorted()
        .toList();
  }

  private static String name(Node node) {
    return switch (node.kind()) {
      case POINT -> Integer.toString(node.number());
      case TAIL -> "T" + node.number();
      default -> node.kind().name().toLowerCase(java.util.Locale.ROOT);
    };
  }

  @Test
  void probesChangeTheSizesAndNothingElse() {
    String source =
        HEAD
            + """
              @Async Coroutine<Integer> m(int a) {
                if (a > 0) return one(a);
                return result(await(one(1)) + await(sleepy()) + a);
              }
            }
            """;
    Map<String, byte[]> classes = Compilation.javac(Map.of("shop/Stock", source), "-g");
    MethodExplanation without = method(explainAll(Options.DEFAULT, classes), "m(");
    MethodExplanation with =
        method(explainAll(Options.DEFAULT.with(Layout.COVERAGE), classes), "m(");
    assertThat(with).usingRecursiveComparison().ignoringFields("sizes").isEqualTo(without);
    assertThat(with.tails()).hasSize(1);
    assertThat(with.sizes().woven().orElseThrow().start())
        .isGreaterThan(without.sizes().woven().orElseThrow().start());
  }

  // ---- what is saved

  @Test
  void localsThatAreReadLaterAreSavedWithTheirNamesTypesAndBytes() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(String name, long big, boolean flag, List<String> gone) {
              int x = await(sleepy());
              return result(flag ? x + (int) big : name.length());
            }
            """);
    assertThat(method.points()).hasSize(1);
    assertThat(method.points().get(0).saved())
        .extracting(SavedValue::name, SavedValue::type, SavedValue::bytes, SavedValue::operand)
        .containsExactly(
            tuple("name", "String", 4, false),
            tuple("big", "long", 8, false),
            tuple("flag", "boolean", 4, false));
    assertThat(method.points().get(0).savedBytes()).isEqualTo(16);
  }

  @Test
  void whatLiesBelowTheAwaitedValueIsSavedAsAnOperand() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int[] a) {
              a[2] += await(sleepy());
              return done0();
            }
            Coroutine<Integer> done0() { return result(0); }
            """);
    assertThat(method.points().get(0).saved())
        .extracting(SavedValue::type, SavedValue::operand, SavedValue::slot)
        .containsExactly(tuple("int[]", true, 0), tuple("int", true, 1), tuple("int", true, 2));
  }

  @Test
  void withoutDebugInformationLocalsGoByTheirSlot() {
    NestExplanation nest =
        explain(
            "@Async Coroutine<Integer> m(int a) { await(sleepy()); return result(a); }", "-g:none");
    MethodExplanation method = method(nest, "m(");
    assertThat(method.points().get(0).saved())
        .extracting(SavedValue::name, SavedValue::slot, SavedValue::type)
        .containsExactly(tuple("", 1, "int"));
    assertThat(method.firstLine()).isZero();
    assertThat(method.points().get(0).line()).isZero();
    assertThat(method.sourceFile()).isNull();
  }

  @Test
  void aFrameIsAsLargeAsItsFieldsAndThoseThatItInherits() {
    MethodExplanation method =
        method(
            "@Async Coroutine<Long> m(long a, int b) { await(sleepy()); return result(a + b); }");
    // The host, a long and an int.
    assertThat(method.frame().fields()).isEqualTo(3);
    assertThat(method.frame().fieldBytes()).isEqualTo(16);
    assertThat(method.frame().className()).isEqualTo("shop/Stock$weft$m");
    assertThat(method.frame().bytes()).isGreaterThan(12 + 16).isLessThanOrEqualTo(64);
    assertThat(method.frame().bytes() % 8).isZero();
  }

  // ---- how it is reached

  @Test
  void awaitsSayHowTheAwaitedValueIsReached() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(CompletionStage<Integer> stage, Task<Integer> task) throws Exception {
              int sum = await(one(1));
              sum += await(stage);
              sum += await(task, Exception.class);
              sum += await(sleepy());
              return result(sum);
            }
            """);
    assertThat(method.points())
        .extracting(Point::number, Point::awaited, Point::callee)
        .containsExactly(
            tuple(1, Point.Awaited.DIRECT, "Stock.one"),
            tuple(2, Point.Awaited.STAGE, ""),
            tuple(3, Point.Awaited.AWAITABLE, ""),
            tuple(4, Point.Awaited.AWAITABLE, "Stock.sleepy"));
    assertThat(method.directCalls()).isEqualTo(1);
  }

  @Test
  void returnedCoroutinesAreTailsAndReturnedFuturesPoints() {
    NestExplanation nest =
        explain(
            """
            @Async Coroutine<Integer> m(int a) { return a > 0 ? one(2) : sleepy(); }
            @Async Task<Integer> task(Task<Integer> other) { return other; }
            @Async CompletableFuture<Integer> future(CompletableFuture<Integer> f) { return f; }
            """);
    MethodExplanation method = method(nest, "m(");
    assertThat(method.points()).isEmpty();
    assertThat(method.tails()).extracting(Tail::number).containsExactly(1);
    assertThat(method.start()).isEqualTo(MethodExplanation.Start.LAZY);
    MethodExplanation task = method(nest, "task(");
    assertThat(task.start()).isEqualTo(MethodExplanation.Start.SCHEDULED);
    assertThat(task.points()).extracting(Point::awaited).containsExactly(Point.Awaited.RETURNED);
    assertThat(transitions(task)).containsExactly("1 -> return", "start -> 1");
    assertThat(method(nest, "future(").start()).isEqualTo(MethodExplanation.Start.AT_ONCE);
  }

  @Test
  void aDirectTailIsOne() {
    MethodExplanation method = method("@Async Coroutine<Integer> m(int a) { return one(a); }");
    assertThat(method.tails()).containsExactly(new Tail(1, method.firstLine(), "Stock.one", true));
    assertThat(transitions(method)).containsExactly("start -> T1");
  }

  @Test
  void theResultIsNamedByTheTypeInWhichItIsHandedOn() {
    NestExplanation nest =
        explain(
            """
            @Async Coroutine<Void> none() { await(sleepy()); return done(); }
            @Async Coroutine<String> text() { await(sleepy()); return result("a"); }
            """);
    assertThat(method(nest, "one").result()).isEqualTo("int");
    assertThat(method(nest, "none").result()).isEqualTo("void");
    assertThat(method(nest, "text").result()).isEqualTo("Object");
  }

  // ---- sizes

  @Test
  void sizesAreThoseOfTheClassFilesBeforeAndAfter() {
    String source =
        HEAD + "@Async Coroutine<Integer> m(int a) { await(sleepy()); return result(a); } }";
    Map<String, byte[]> classes = Compilation.javac(Map.of("shop/Stock", source));
    Map<String, Integer> before = CodeSizes.of(classes.get("shop/Stock"));
    Map<String, Integer> after = CodeSizes.of(Weaving.weave(classes).classes().get("shop/Stock"));
    String hidden = "Ldev/weft/codegen/Execution;Lshop/Stock$weft$m;)I";
    String resumed = "(Lshop/Stock$weft$m;Ldev/weft/codegen/Execution;)I";
    assertThat(method(explainAll(source), "m(").sizes())
        .isEqualTo(
            new Sizes(
                before.get("m(I)Ldev/weft/Coroutine;"),
                java.util.Optional.of(
                    new Sizes.Woven(
                        false,
                        after.get("m(I)Ldev/weft/Coroutine;"),
                        after.get("m$async(I" + hidden),
                        after.get("m$resume" + resumed)))));
  }

  @Test
  void anErrorLeavesTheSizesAfterwardsOut() {
    NestExplanation nest =
        explain("Coroutine<Integer> wrong() { return result(await(sleepy())); }");
    assertThat(nest.problems()).anyMatch(Diagnostic::isError);
    assertThat(method(nest, "one").sizes().woven()).isEmpty();
    assertThat(method(nest, "one").sizes().original()).isPositive();
  }

  // ---- which point follows which

  @Test
  void aLoopLeadsBackToItsPoint() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int n) {
              for (int i = 0; i < n; i++) { await(sleepy()); }
              await(one(1));
              return result(n);
            }
            """);
    assertThat(transitions(method))
        .containsExactly("1 -> 1", "1 -> 2", "2 -> return", "start -> 1", "start -> 2");
  }

  @Test
  void branchesDoNotFollowEachOther() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int n) {
              if (n > 0) { await(sleepy()); } else { await(one(1)); }
              return result(n);
            }
            """);
    assertThat(transitions(method))
        .containsExactly("1 -> return", "2 -> return", "start -> 1", "start -> 2");
  }

  @Test
  void aHandlerIsReachedByAnExceptionOnly() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int n) {
              try { await(one(n)); } catch (IllegalStateException e) { await(sleepy()); throw e; }
              return result(n);
            }
            """);
    assertThat(transitions(method))
        .containsExactly("1 -> return", "1 ~> 2", "2 -> throw", "start -> 1");
    assertThat(method.points()).extracting(Point::guarded).containsExactly(true, false);
  }

  @Test
  void aFinallyBlockIsThereForEachWayThroughIt() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int n) {
              try { await(one(n)); } finally { await(sleepy()); }
              return result(n);
            }
            """);
    assertThat(transitions(method))
        .containsExactly("1 -> 2", "1 ~> 3", "2 -> return", "3 -> throw", "start -> 1");
  }

  @Test
  void everyPointOfAMethodCanBeReached() {
    MethodExplanation method =
        method(
            """
            @Async Coroutine<Integer> m(int n) {
              switch (n) {
                case 1: await(one(1));
                case 2: await(one(2)); break;
                default: while (true) { await(one(3)); }
              }
              return result(n);
            }
            """);
    assertThat(transitions(method))
        .containsExactly(
            "1 -> 2", "2 -> return", "3 -> 3", "start -> 1", "start -> 2", "start -> 3");
  }

  @Test
  void tooManyPointsHaveNoDiagram() {
    String await = "sum += await(one(1));\n";
    String begin = "@Async Coroutine<Integer> m(int sum) {\n";
    String end = "return result(sum); }";
    MethodExplanation most = method(begin + await.repeat(Points.MOST_DRAWN) + end);
    assertThat(most.transitions().orElseThrow())
        .hasSize(Points.MOST_DRAWN + 1)
        .allMatch(edge -> edge.to().kind() == Kind.POINT || edge.to().equals(Node.RETURN));
    MethodExplanation more = method(begin + await.repeat(1_000) + end);
    assertThat(more.points()).hasSize(1_000);
    assertThat(more.transitions()).isEmpty();
  }

  // ---- which methods

  @Test
  void lambdasAreMethodsToo() {
    NestExplanation nest =
        explain("AsyncCallable<Integer> lambda = () -> result(await(sleepy()) + 1);", "-g");
    assertThat(nest.methods())
        .filteredOn(MethodExplanation::lambda)
        .extracting(MethodExplanation::method)
        .containsExactly("lambda");
  }

  @Test
  void warningsBelongToIt() {
    NestExplanation nest = explain("@Async Coroutine<Integer> m() { return result(1); }");
    assertThat(nest.problems()).extracting(problem -> problem.code().id()).contains("WEFT-202");
  }
}
