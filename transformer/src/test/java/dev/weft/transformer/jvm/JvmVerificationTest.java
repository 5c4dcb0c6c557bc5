package dev.weft.transformer.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.transformer.jvm.JvmVerification.Consequence;
import dev.weft.transformer.jvm.JvmVerification.Refused;
import dev.weft.transformer.jvm.JvmVerification.Sound;
import dev.weft.transformer.jvm.JvmVerification.Unknown;
import dev.weft.transformer.testing.Compilation;
import dev.weft.transformer.testing.Jvm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmVerificationTest {
  private static JvmVerification of(Map<String, byte[]> classes) {
    return new JvmVerification(classes::get, classes::containsKey);
  }

  @Test
  void aPlantedClassIsRefusedHere() {
    assertThat(JvmVerification.isTrustworthy()).isTrue();
    assertThat(of(Map.of("Broken", JvmVerification.broken())).verify("Broken"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .startsWith("java.lang.VerifyError: Bad type on operand stack"));
  }

  @Test
  void nothingIsInitialised() {
    System.clearProperty("weft.test.initialised");
    JvmVerification verification =
        of(
            Compilation.javac(
                Map.of(
                    "Loud",
                    """
                    class Loud extends Parent implements Face {
                      static { System.setProperty("weft.test.initialised", "class"); }
                    }
                    class Parent {
                      static { System.setProperty("weft.test.initialised", "superclass"); }
                    }
                    interface Face {
                      Object O = System.setProperty("weft.test.initialised", "interface");
                      default void m() {}
                    }
                    """)));

    assertThat(verification.verify("Loud")).isEqualTo(new Sound());
    assertThat(System.getProperty("weft.test.initialised")).isNull();
  }

  @Test
  void whatExtendsARefusedClassIsNoFindingOfItsOwn() {
    Map<String, byte[]> classes =
        Compilation.javac(Map.of("Child", "class Child extends Broken {} class Broken {}"));
    classes.put("Broken", JvmVerification.broken());
    JvmVerification verification = of(classes);

    assertThat(verification.verify("Child")).isEqualTo(new Consequence());
    assertThat(verification.verify("Broken")).isInstanceOf(Refused.class);
  }

  @Test
  void aMissingTypeOfAFieldDoesNotHinder() {
    Map<String, byte[]> classes =
        Compilation.javac(
            Map.of("Holder", "class Holder { Gone gone; int m() { return 1; } } class Gone {}"));
    classes.remove("Gone");

    assertThat(of(classes).verify("Holder")).isEqualTo(new Sound());
  }

  @Test
  void aMissingSuperclassIsNamed() {
    Map<String, byte[]> classes =
        Compilation.javac(Map.of("Child", "class Child extends Gone {} class Gone {}"));
    classes.remove("Gone");

    assertThat(of(classes).verify("Child")).isEqualTo(new Unknown("needs Gone"));
  }

  @Test
  void aNewerClassFileIsNoFinding() {
    Map<String, byte[]> classes = Compilation.javac(Map.of("Newer", "class Newer {}"));
    classes.get("Newer")[7] = 99;

    assertThat(of(classes).verify("Newer")).isInstanceOf(Unknown.class);
  }

  @Test
  void theJdksOwnModulesAreThere() {
    assertThat(
            of(Compilation.javac(
                    Map.of("Tool", "class Tool extends com.sun.source.util.TreeScanner {}")))
                .verify("Tool"))
        .isEqualTo(new Sound());
  }

  @Test
  void aJvmThatVerifiesNothingIsNotTrusted() {
    assertThat(Jvm.run(Jvm.current(), Map.of(), Trust.class.getName(), "-Xverify:none"))
        .contains("trustworthy: false");
    assertThat(Jvm.run(Jvm.current(), Map.of(), Trust.class.getName()))
        .contains("trustworthy: true");
  }

  /** Runs in a JVM of its own. */
  public static final class Trust {
    private Trust() {}

    public static void main(String[] arguments) {
      System.out.println("trustworthy: " + JvmVerification.isTrustworthy());
    }
  }
}
