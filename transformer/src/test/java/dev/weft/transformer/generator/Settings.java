package dev.weft.transformer.generator;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** How a program is compiled and woven: drawn from its seed. */
record Settings(boolean ecj, boolean debug, DirectCalls directCalls, Layout layout) {
  static Settings of(long seed) {
    Choices choices = new Choices(~seed);
    DirectCalls[] modes = DirectCalls.values();
    return new Settings(
        choices.chance(30),
        choices.chance(50),
        choices.chance(60) ? DirectCalls.NEST : choices.oneOf(modes),
        choices.chance(70) ? Layout.FAST : Layout.COVERAGE);
  }

  /** The same in another layout. */
  Settings in(Layout other) {
    return new Settings(ecj, debug, directCalls, other);
  }

  JavaCompiler compiler() {
    return ecj ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
  }

  String[] compilerOptions() {
    String level = debug ? "-g" : "-g:none";
    return ecj
        ? new String[] {level, "--release", "17", "-proc:none"}
        : new String[] {level, "-proc:none", "-Xmaxerrs", "1000"};
  }

  Options weaving() {
    return Options.DEFAULT.with(directCalls).with(layout);
  }

  /** Programs with the same key go into one call of the compiler. */
  String compilation() {
    return (ecj ? "ecj" : "javac") + (debug ? " -g" : " -g:none");
  }

  @Override
  public String toString() {
    return compilation()
        + ", directCalls="
        + directCalls.name().toLowerCase(java.util.Locale.ROOT)
        + ", layout="
        + layout.name().toLowerCase(java.util.Locale.ROOT);
  }
}
