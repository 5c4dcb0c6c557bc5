package dev.weft.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Resources;
import dev.weft.transformer.testing.Weaving;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Woven methods behind mocks, spies and proxies. */
class ProxiesTest {
  private static final Map<String, byte[]> COMPILED =
      Compilation.javac(Map.of("programs/Spying", Resources.text("programs/Spying.java")));
  private static final ClassLoader NEST = load(DirectCalls.NEST);
  private static final ClassLoader LINKED = load(DirectCalls.LINKED);
  private static final ClassLoader PRIVATE = load(DirectCalls.PRIVATE);

  private static ClassLoader load(DirectCalls directCalls) {
    return Weaving.weave(COMPILED, Options.DEFAULT.with(directCalls)).load();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aSpyRunsTheRealBodies                           | shop a, sealed a
          aSpysStubIsCalledByTheRealBody                  | stub, sealed a
          aMockOfAnInterfaceRunsItsDefaultMethod          | mock + mock
          aMockThatDelegatesRunsTheBodiesOfTheOther       | delegate a
          aSpyOfASubclassRunsTheRealBodies                | Shop: spied a, sealed a; spied b, sealed b, later
          aStubOfASubclassIsCalledByTheRealBody           | stub, sealed a
          aProxyOfAnInterfacePassesCallsOn                | one a + one a [both]
          aProxyOfAnInterfaceRunsItsDefaultMethod         | proxied a + proxied a
          aSubclassThatPassesCallsOnRunsTheTargetsBodies  | target a, sealed a; sealed b
          """)
  void worksWithAnyDirectCalls(String method, String expected) throws Exception {
    assertThat(call(NEST, method)).isEqualTo(expected);
    assertThat(call(PRIVATE, method)).isEqualTo(expected);
  }

  /**
   * Who overrides a method is called; who rewrites it in its class is passed by: see the README.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          aSpysStubIsCalledByTheRealBody                  | shop a, sealed a
          aStubOfAFinalMethodIsCalledByTheRealBody        | shop a, sealed a
          aMockOfAnInterfaceRunsItsDefaultMethod          | mock + mock
          aMockThatDelegatesRunsTheBodiesOfTheOther       | delegate a
          aSpyOfASubclassRunsTheRealBodies                | Shop: spied a, sealed a; spied b, sealed b, later
          aStubOfASubclassIsCalledByTheRealBody           | stub, sealed a
          aProxyOfAnInterfacePassesCallsOn                | one a + one a [both]
          aProxyOfAnInterfaceRunsItsDefaultMethod         | proxied a + proxied a
          aSubclassThatPassesCallsOnRunsTheTargetsBodies  | target a, sealed a; sealed b
          """)
  void linkedCallsPassByWhatRewritesAMethodAlone(String method, String expected) throws Exception {
    assertThat(call(LINKED, method)).isEqualTo(expected);
  }

  /** As the README says. */
  @Test
  void aMockOfAFinalMethodNeedsDirectCallsToBePrivate() throws Exception {
    String method = "aStubOfAFinalMethodIsCalledByTheRealBody";
    assertThat(call(NEST, method)).isEqualTo("shop a, sealed a");
    assertThat(call(PRIVATE, method)).isEqualTo("shop a, stub");
  }

  private static Object call(ClassLoader loader, String method) throws Exception {
    Method found = loader.loadClass("programs.Spying").getDeclaredMethod(method);
    found.setAccessible(true);
    return found.invoke(null);
  }
}
