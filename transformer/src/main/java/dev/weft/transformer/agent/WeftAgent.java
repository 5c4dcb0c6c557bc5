package dev.weft.transformer.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the JVM starts the agent. */
public final class WeftAgent {
  private WeftAgent() {}

  /**
   * Lets this JVM weave what it loads from now on.
   *
   * @param arguments see {@link AgentOptions}; null for none
   */
  public static void premain(@Nullable String arguments, Instrumentation jvm) {
    AgentOptions options;
    try {
      options = AgentOptions.parse(arguments == null ? "" : arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("[ERROR] Weft agent: " + e.getMessage());
      System.exit(2);
      return;
    }
    openJavaLang(jvm);
    jvm.addTransformer(new WeavingTransformer(options, new ClassDefiner(), System.err));
  }

  /** For {@link ClassDefiner}, and for nobody but the agent. */
  private static void openJavaLang(Instrumentation jvm) {
    jvm.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(WeftAgent.class.getModule())),
        Set.of(),
        Map.of());
  }
}
