package dev.weft.transformer.agent;

import dev.weft.transformer.DirectCalls;
import dev.weft.transformer.Layout;
import dev.weft.transformer.Options;
import dev.weft.transformer.directory.Patterns;
import dev.weft.transformer.source.Sources;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is written behind the agent's jar:
 *
 * <pre>
 *   -javaagent:weft-transformer-all.jar=includes=com/acme/**;com/other/**,excludes=**{@literal /}Foo*
 *   ...,directCalls=none,keepLocals=false,layout=coverage,sources=src/main/java:src/test/java
 * </pre>
 *
 * <p>Unlike in a build, locals are kept unless told otherwise: who runs in an IDE may debug.
 *
 * @param chosen which nests are woven
 * @param sources that messages quote
 */
record AgentOptions(Predicate<String> chosen, Options options, Sources sources) {
  private static final Set<String> KNOWN =
      Set.of("includes", "excludes", "directCalls", "keepLocals", "layout", "sources");

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException when one is not known, or has a value that cannot be
   */
  static AgentOptions parse(String arguments) {
    Map<String, String> values = new TreeMap<>();
    for (String argument : split(arguments, ",")) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "cannot read \""
                + argument
                + "\": write includes=..., excludes=..., directCalls=..., keepLocals=...,"
                + " layout=... or sources=..., separated by commas");
      }
      values.put(name, argument.substring(equals + 1));
    }
    return new AgentOptions(
        Patterns.choose(
            split(values.getOrDefault("includes", ""), ";"),
            split(values.getOrDefault("excludes", ""), ";")),
        Options.DEFAULT
            .with(choice("directCalls", "linked, nest, private or none", DirectCalls.NEST, values))
            .with(choice("layout", "fast or coverage", Layout.FAST, values))
            .keepingLocals(Boolean.parseBoolean(values.getOrDefault("keepLocals", "true"))),
        new Sources(
            split(values.getOrDefault("sources", ""), File.pathSeparator).stream()
                .map(Path::of)
                .toList(),
            StandardCharsets.UTF_8,
            null));
  }

  private static List<String> split(String text, String separator) {
    return List.of(text.split(separator, -1)).stream().filter(part -> !part.isEmpty()).toList();
  }

  private static <E extends Enum<E>> E choice(
      String option, String choices, E dflt, Map<String, String> values) {
    String written = values.get(option);
    if (written == null) {
      return dflt;
    }
    for (E choice : dflt.getDeclaringClass().getEnumConstants()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(written)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(option + " is \"" + written + "\": write " + choices);
  }
}
