package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.weft.Coroutine;
import dev.weft.Weft;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of other classes' async methods, linked at run time. */
class LinkedCallsTest {
  private static final Map<String, byte[]> COMPILED =
      Compilation.javac(
          Map.of(
              "programs/Linking", Resources.text("programs/Linking.java"),
              "programs/elsewhere/Base", Resources.text("programs/Base.java")));

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsLinkedDoesWhatACoroutineObjectDoes(String name) throws Exception {
    ClassLoader linked = load(DirectCalls.LINKED);
    ClassLoader objects = load(DirectCalls.NONE);
    for (boolean waits : new boolean[] {false, true, false}) {
      Object result = run(linked, name, waits);
      assertThat(result).isEqualTo(run(objects, name, waits));
      assertThat(result).asString().isNotEmpty();
    }
  }

  static Stream<String> cases() throws Exception {
    List<String> cases =
        Arrays.stream(load(DirectCalls.NONE).loadClass("programs.Linking").getDeclaredMethods())
            .filter(
                method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {boolean.class}))
            .filter(method -> !Modifier.isPrivate(method.getModifiers()))
            .map(Method::getName)
            .sorted()
            .toList();
    assertThat(cases).hasSizeGreaterThan(15);
    return cases.stream();
  }

  @Test
  void aLinkedBodyIsCalledByTheOneThatAwaitsIt() throws Exception {
    assertThat(run(load(DirectCalls.NONE), "callers"))
        .asInstanceOf(LIST)
        .hasSize(10)
        .allSatisfy(caller -> assertThat(caller).asString().contains("$weft$caller"));
    assertThat(run(load(DirectCalls.LINKED), "callers"))
        .isEqualTo(
            List.of(
                "Linking",
                "Linking",
                "Linking",
                "Linking",
                "Linking",
                "Linking",
                "Linking$Called$weft$caller", // The fifth class that the call sees, and all after.
                "Linking$Called$weft$caller",
                "Linking",
                "Linking"));
  }

  /** As when a class was compiled again, and those that call it were not. */
  @ParameterizedTest
  @CsvSource({
    "static Coroutine<String> other() { return result(null); }, NoSuchMethodError",
    "private static Coroutine<String> m() { return result(null); }, IllegalAccessError",
    "Coroutine<String> m() { return result(null); }, IncompatibleClassChangeError"
  })
  void aMethodThatIsNotThereAnyMoreFailsAsACallOfItDoes(String instead, String error)
      throws Exception {
    String callee =
        "package stale; import static dev.weft.Weft.*; import dev.weft.*; class Callee { %s }";
    String caller =
        "package stale; import static dev.weft.Weft.*; import dev.weft.*; public class Caller {"
            + " @Async public static Coroutine<String> call() { return result(await(Callee.m())); } }";
    Map<String, byte[]> compiled =
        new HashMap<>(
            Compilation.javac(
                Map.of(
                    "stale/Caller",
                    caller,
                    "stale/Callee",
                    callee.formatted(
                        "@Async static Coroutine<String> m() { await(yieldNow()); return result(null); }"))));
    compiled.putAll(Compilation.javac(Map.of("stale/Callee", callee.formatted(instead))));
    for (DirectCalls directCalls : List.of(DirectCalls.NONE, DirectCalls.LINKED)) {
      Class<?> loaded =
          Weaving.weave(compiled, Options.DEFAULT.with(directCalls))
              .load()
              .loadClass("stale.Caller");
      Coroutine<?> coroutine = (Coroutine<?>) loaded.getMethod("call").invoke(null);
      assertThatThrownBy(() -> Weft.run(coroutine))
          .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(error));
    }
  }

  private static ClassLoader load(DirectCalls directCalls) {
    return Weaving.weave(COMPILED, Options.DEFAULT.with(directCalls)).load();
  }

  private static Object run(ClassLoader loader, String name, Object... arguments) throws Exception {
    Class<?>[] types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {boolean.class};
    Method method = loader.loadClass("programs.Linking").getDeclaredMethod(name, types);
    method.setAccessible(true);
    Object result = Weft.run((Coroutine<?>) method.invoke(null, arguments));
    return result instanceof StringBuilder ? result.toString() : result;
  }
}
