package dev.weft.transformer.generator;

import dev.weft.transformer.testing.Compilation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program and its class files, or why it has none. */
record Compiled(Program program, Settings settings, Map<String, byte[]> classes, String problem) {
  private static final Pattern CULPRIT = Pattern.compile("(P\\d+)\\.java");

  boolean compiles() {
    return problem.isEmpty();
  }

  static Compiled of(Program program, Settings settings) {
    return all(List.of(program), settings).get(0);
  }

  /** Compiles all in one go; those that do not compile are left out of the next go. */
  static List<Compiled> all(List<Program> programs, Settings settings) {
    if (programs.isEmpty()) {
      return List.of();
    }
    try {
      Map<String, byte[]> classes =
          Compilation.compile(settings.compiler(), sources(programs), settings.compilerOptions());
      return programs.stream()
          .map(p -> new Compiled(p, settings, classesOf(p, classes), ""))
          .toList();
    } catch (AssertionError | RuntimeException e) {
      return withoutCulprits(programs, settings, String.valueOf(e.getMessage()));
    }
  }

  private static List<Compiled> withoutCulprits(
      List<Program> programs, Settings settings, String messages) {
    Set<String> culprits = culprits(messages);
    List<Program> left = programs.stream().filter(p -> !culprits.contains(p.name())).toList();
    List<Compiled> all = new ArrayList<>();
    if (programs.size() == 1) {
      all.add(new Compiled(programs.get(0), settings, Map.of(), messages));
    } else if (left.size() < programs.size()) {
      programs.stream()
          .filter(p -> !left.contains(p))
          .forEach(p -> all.addAll(all(List.of(p), settings)));
      all.addAll(all(left, settings));
    } else {
      // The compiler crashed, and does not say on which.
      int half = programs.size() / 2;
      all.addAll(all(programs.subList(0, half), settings));
      all.addAll(all(programs.subList(half, programs.size()), settings));
    }
    return all;
  }

  private static Map<String, String> sources(List<Program> programs) {
    Map<String, String> sources = new HashMap<>();
    programs.forEach(program -> sources.put(program.name(), program.source()));
    return sources;
  }

  private static Set<String> culprits(String messages) {
    Set<String> culprits = new HashSet<>();
    Matcher matcher = CULPRIT.matcher(messages);
    while (matcher.find()) {
      culprits.add("generated/" + matcher.group(1));
    }
    return culprits;
  }

  private static Map<String, byte[]> classesOf(Program program, Map<String, byte[]> all) {
    Map<String, byte[]> own = new TreeMap<>();
    all.forEach(
        (name, bytes) -> {
          if (name.equals(program.name()) || name.startsWith(program.name() + "$")) {
            own.put(name, bytes);
          }
        });
    return own;
  }
}
